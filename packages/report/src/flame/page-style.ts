/** The style sheet of the page. Colours of boxes are the painter's; the legend repeats its hues. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --surface: #f6f7f9; --line: #e1e5ea; --ink: #171b21; --soft: #5b6470;
  --accent: #0b6e78; --accent-wash: #e0f1f2; --bar: #d3e5e8;
  --app: hsl(36 92% 70%); --package: hsl(208 74% 77%); --node: hsl(190 24% 84%); --engine: hsl(220 9% 80%);
  --less: rgb(92 163 222); --same: rgb(224 228 233); --more: rgb(246 150 62);
  --grew: #a04a00; --shrank: #11609f;
  --shadow: 0 6px 24px rgb(16 24 40 / .16), 0 1px 3px rgb(16 24 40 / .12);
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15181d; --surface: #1b1f26; --line: #2d333d; --ink: #eef1f5; --soft: #9aa5b3;
    --accent: #5fc4cf; --accent-wash: #173a3f; --bar: #24454b;
    --app: hsl(33 62% 36%); --package: hsl(211 46% 39%); --node: hsl(190 17% 31%); --engine: hsl(220 7% 33%);
    --less: rgb(42 104 168); --same: rgb(62 68 78); --more: rgb(186 94 22);
    --grew: #f3a35c; --shrank: #7db8ef;
    --shadow: 0 8px 28px rgb(0 0 0 / .55), 0 0 0 1px rgb(255 255 255 / .07);
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; margin: 0; }
body {
  background: var(--paper); color: var(--ink);
  font: 13px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
h1, h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
small { color: var(--soft); font-size: 11.5px; font-weight: 400; }

header { padding: 12px 18px 9px; display: flex; flex-wrap: wrap; gap: 7px 20px; align-items: center; }
h1 { flex: 1 1 190px; min-width: 0; }
h1 { font-size: 17px; line-height: 1.3; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
h1 .type { color: var(--soft); font-weight: 400; margin-left: 8px; font-size: 13px; letter-spacing: 0; }
.facts { flex: 1 0 100%; color: var(--soft); font-size: 12.5px; overflow-wrap: anywhere; }
.facts b { color: var(--ink); font-weight: 600; }
.facts > * + *::before { content: "·"; margin: 0 7px; color: var(--soft); font-weight: 400; }
.grew { color: var(--grew) !important; } .shrank { color: var(--shrank) !important; }

.live .only-static, html:not(.live) .only-live { display: none !important; }
.tools { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.segments { display: inline-flex; border: 1px solid var(--line); border-radius: 7px; overflow: hidden; background: var(--surface); }
.segments button { border: 0; background: none; padding: 4px 10px; color: var(--soft); line-height: 20px; }
.segments button + button { border-left: 1px solid var(--line); }
.segments button:hover { color: var(--ink); }
.segments button[aria-pressed=true] { background: var(--accent-wash); color: var(--accent); font-weight: 600; }
.segments button:focus-visible { outline-offset: -2px; }
.plain { border: 1px solid var(--line); border-radius: 7px; background: var(--surface); padding: 4px 10px; line-height: 20px; }
.plain:hover:enabled { border-color: var(--soft); }
.plain:disabled { opacity: .45; cursor: default; }
.search { position: relative; }
.search input {
  width: 195px; padding: 4px 30px 4px 10px; line-height: 20px; border: 1px solid var(--line); border-radius: 7px;
  background: var(--paper); -webkit-appearance: none; appearance: none;
}
.search input:focus { border-color: var(--accent); outline: 2px solid var(--accent-wash); }
kbd {
  font: 11px/16px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; border: 1px solid var(--line); border-bottom-width: 2px;
  border-radius: 4px; padding: 0 5px; background: var(--surface); color: var(--soft);
}
.search kbd { position: absolute; right: 7px; top: 7px; pointer-events: none; }
.search input:focus + kbd { opacity: 0; }

.where {
  display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; min-height: 34px; padding: 4px 18px; border-block: 1px solid var(--line);
  background: var(--surface);
}
#crumbs { flex: 1 1 300px; display: flex; flex-wrap: wrap; align-items: center; min-width: 0; row-gap: 2px; }
#crumbs li { display: flex; max-width: 300px; color: var(--soft); white-space: nowrap; }
#crumbs li + li::before { content: "›"; margin: 0 7px; color: var(--soft); }
#crumbs li.figure::before { content: ""; margin: 0 4px; }
#crumbs [aria-current] { color: var(--ink); font-weight: 600; overflow: hidden; text-overflow: ellipsis; }
#crumbs .link { overflow: hidden; text-overflow: ellipsis; }
#found { color: var(--accent); font-weight: 600; }
.legend { display: flex; flex-wrap: wrap; gap: 3px 13px; color: var(--soft); font-size: 12px; align-items: center; }
.legend span { display: inline-flex; gap: 6px; align-items: center; }
.legend i { width: 14px; height: 11px; border-radius: 2px; display: inline-block; }
.legend .scale { width: 84px; background: linear-gradient(90deg, var(--less), var(--same), var(--more)); }
.app { background: var(--app); } .package { background: var(--package); } .node { background: var(--node); } .engine { background: var(--engine); }
.new { background: repeating-linear-gradient(135deg, transparent 0 3px, rgb(0 0 0 / .32) 3px 4.4px), var(--more); }
.gone { background: radial-gradient(circle, rgb(0 0 0 / .45) 1px, transparent 1.4px) 0 0 / 4px 4px, var(--less); }
.link { border: 0; background: none; padding: 0; color: var(--accent); text-align: left; border-radius: 3px; }
.link:hover { text-decoration: underline; }

.live body { display: grid; grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr); height: 100vh; height: 100dvh; }
main { display: grid; grid-template-columns: minmax(0, 1fr) 384px; min-height: 0; }
#stage { overflow: hidden auto; position: relative; min-height: 120px; padding-inline: 12px; }
#stage:focus-visible { outline-offset: -2px; }
#stage.over { cursor: pointer; }
canvas { position: sticky; top: 0; display: block; width: 100%; }
aside { border-left: 1px solid var(--line); overflow: auto; min-height: 0; }
aside section { padding: 12px 16px; }
aside > .note { padding: 12px 16px 0; color: var(--soft); }
aside section + section { border-top: 1px solid var(--line); }
#chosen { position: relative; background: var(--surface); }
h2 { font-size: 13.5px; font-weight: 650; overflow-wrap: anywhere; }
#chosen h2 { padding-right: 24px; font-size: 15px; }
h3 { font-size: 11.5px; font-weight: 600; color: var(--soft); margin: 10px 0 3px; }
.place { color: var(--soft); font-size: 12px; overflow-wrap: anywhere; }
.close { position: absolute; right: 10px; top: 10px; border: 0; background: none; font-size: 18px; line-height: 22px; width: 24px; color: var(--soft); border-radius: 5px; padding: 0; }
.close:hover { background: var(--line); color: var(--ink); }
dl { margin-top: 8px; display: grid; gap: 2px; }
dl div { display: grid; grid-template-columns: 44px 1fr; }
dt { color: var(--soft); } dd { font-weight: 600; } dd b { margin-left: 4px; }
#chosen li { display: grid; grid-template-columns: 40px minmax(0, 1fr) auto; gap: 9px; align-items: center; padding: 1px 0; }
#chosen li.more { display: block; color: var(--soft); padding-left: 49px; }
#chosen li .link, .nobody { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.nobody { color: var(--soft); font-style: italic; }
.bar { height: 6px; border-radius: 3px; background: var(--line); display: block; overflow: hidden; }
.bar i { display: block; height: 100%; background: var(--accent); border-radius: 3px; }
.list-head { display: flex; justify-content: space-between; align-items: center; margin-bottom: 6px; }
.list-head .segments button { padding: 1px 9px; font-size: 12px; }
aside table { width: 100%; border-collapse: collapse; table-layout: fixed; }
aside th { text-align: right; color: var(--soft); font-weight: 500; font-size: 11.5px; padding: 2px 0; width: 74px; }
aside th:first-child { text-align: left; width: auto; }
aside td { text-align: right; padding: 3px 0; white-space: nowrap; border-top: 1px solid var(--line); vertical-align: top; }
aside td.delta small { display: block; line-height: 1.1; }
aside td.name { text-align: left; position: relative; overflow: hidden; text-overflow: ellipsis; padding-bottom: 7px; }
aside td.name .bar { position: absolute; left: 0; right: 14px; bottom: 2px; height: 3px; background: none; }
aside td.name .link { max-width: 100%; overflow: hidden; text-overflow: ellipsis; display: block; color: var(--ink); }
aside .changes .name small { display: block; line-height: 1.1; overflow: hidden; text-overflow: ellipsis; }
aside td.share { color: var(--soft); }
aside tr.current td { background: var(--accent-wash); }

#tip {
  position: fixed; z-index: 3; max-width: min(460px, 92vw); padding: 9px 12px; pointer-events: none; background: var(--paper);
  border-radius: 8px; box-shadow: var(--shadow); overflow-wrap: anywhere;
}
#tip strong { font-size: 13.5px; }
#tip table { border-collapse: collapse; margin-top: 5px; }
#tip th { font-weight: 400; color: var(--soft); text-align: right; padding: 0 0 0 16px; font-size: 12px; }
#tip th:first-child { text-align: left; padding-left: 0; }
#tip td { text-align: right; padding: 0 0 0 16px; white-space: nowrap; }
#tip td.main { font-weight: 600; }
#tip .note { color: var(--soft); font-size: 12px; margin-top: 4px; }
dialog { border: 0; border-radius: 12px; padding: 18px 22px; background: var(--paper); color: var(--ink); box-shadow: var(--shadow); max-width: 560px; }
dialog::backdrop { background: rgb(10 14 20 / .45); }
dialog dl { grid-template-columns: 1fr 1fr; gap: 6px 26px; margin: 12px 0; }
dialog dl div { grid-template-columns: 88px 1fr; align-items: baseline; }
dialog dd { font-weight: 400; }
dialog p { color: var(--soft); margin-bottom: 12px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

html:not(.live) .where { display: none; } html:not(.live) main { display: block; border-top: 1px solid var(--line); } html:not(.live) aside { border: 0; }
html:not(.live) td .link { white-space: normal; }
@media (max-width: 900px) {
  main { grid-template: minmax(0, 1fr) minmax(0, 40%) / minmax(0, 1fr); }
  aside { border-left: 0; border-top: 1px solid var(--line); }
  .search, .search input { width: 100%; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --surface: #fff; --ink: #111; --soft: #555; --line: #ccc; }
  .tools, .legend .keys, #tip, #reset, #back { display: none !important; }
  .live body { display: block; height: auto; }
  main { display: block; } aside { border: 0; overflow: visible; } #chosen { break-inside: avoid; }
  #stage { overflow: visible; }
}
@media (prefers-contrast: more) { :root { --line: currentColor; --soft: var(--ink); } }
`;
