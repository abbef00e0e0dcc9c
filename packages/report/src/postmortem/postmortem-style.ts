/** The style sheet of the page. */
export const POSTMORTEM_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --surface: #f6f7f9; --line: #e1e5ea; --ink: #171b21; --soft: #5b6470;
  --accent: #0b6e78; --accent-wash: #e0f1f2; --found: #a04a00; --found-wash: #fdf0e3;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15181d; --surface: #1b1f26; --line: #2d333d; --ink: #eef1f5; --soft: #9aa5b3;
    --accent: #5fc4cf; --accent-wash: #173a3f; --found: #f3a35c; --found-wash: #33261a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 28px 22px 60px; max-width: 940px; background: var(--paper); color: var(--ink);
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums;
}
h1, h2, p, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: 15px; font-weight: 600; color: var(--soft); overflow-wrap: anywhere; }
.verdict { margin: 14px 0 6px; padding: 16px 18px; border-left: 4px solid var(--accent); border-radius: 6px; background: var(--accent-wash); }
.verdict.found { border-color: var(--found); background: var(--found-wash); }
.verdict p { font-size: 19px; line-height: 1.35; font-weight: 600; overflow-wrap: anywhere; }
section { display: grid; grid-template-columns: 110px minmax(0, 1fr); gap: 4px 18px; padding: 13px 0; border-top: 1px solid var(--line); }
section:first-of-type { border-top: 0; }
h2 { font-size: 13px; font-weight: 600; color: var(--soft); padding-top: 1px; }
ul { list-style: none; display: grid; gap: 5px; }
li { overflow-wrap: anywhere; }
code { font: 13px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--surface); border-radius: 4px; padding: 1px 4px; }
.verdict code { font-size: 17px; background: none; padding: 0; }
figure { margin: 8px 0 4px; }
svg { display: block; width: 100%; }
.chart { max-width: 700px; background: var(--surface); border-radius: 8px; }
.chart text { font: 11px system-ui, sans-serif; fill: var(--soft); }
.chart .grid { stroke: var(--line); }
.chart .area { fill: var(--found); opacity: .14; }
.chart .line { fill: none; stroke: var(--found); stroke-width: 2; stroke-linejoin: round; }
.chart .dot { fill: var(--found); }
.share { height: 8px; margin-top: 12px; border-radius: 4px; overflow: hidden; }
.share .whole { fill: var(--line); } .share .part { fill: var(--found); }
@media (max-width: 620px) { section { grid-template-columns: 1fr; } }
@media print { :root { color-scheme: light; --paper: #fff; --surface: #fff; --ink: #111; --soft: #555; --line: #ccc; } section { break-inside: avoid; } }
@media (prefers-contrast: more) { :root { --line: currentColor; --soft: var(--ink); } }
`;
