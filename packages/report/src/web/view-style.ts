/** The style of the pages that are not the flame graph's own; its colours are the same. */
export const VIEW_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --surface: #f6f7f9; --line: #e1e5ea; --ink: #171b21; --soft: #5b6470;
  --accent: #0b6e78; --accent-wash: #e0f1f2; --bar: #bcdadd; --more: rgb(246 150 62);
  --grew: #a04a00; --shrank: #11609f; --heat: 246 150 62;
  --shadow: 0 6px 24px rgb(16 24 40 / .16), 0 1px 3px rgb(16 24 40 / .12);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181d; --surface: #1b1f26; --line: #2d333d; --ink: #eef1f5; --soft: #9aa5b3;
    --accent: #5fc4cf; --accent-wash: #173a3f; --bar: #2b565d; --more: rgb(186 94 22);
    --grew: #f3a35c; --shrank: #7db8ef; --heat: 214 118 40;
    --shadow: 0 8px 28px rgb(0 0 0 / .55), 0 0 0 1px rgb(255 255 255 / .07);
  }
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font: 13px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
small { color: var(--soft); font-size: 11.5px; }
.ui-page { padding: 10px 18px 30px; }
.ui-full { flex: 1 1 0; min-height: 320px; display: flex; flex-direction: column; padding: 0; }
.ui-full .ui-shown { padding: 8px 18px; margin: 0; }
.ui-shown { margin: 0 0 10px; color: var(--soft); font-size: 12.5px; }
.ui-shown > * + *::before { content: "·"; margin: 0 7px; }
.ui-empty { color: var(--soft); padding: 6px 0; margin: 0; overflow-wrap: anywhere; }
.ui-grew { color: var(--grew); } .ui-shrank { color: var(--shrank); }

.ui-table { width: 100%; border-collapse: collapse; }
.ui-table th { position: sticky; top: 0; z-index: 1; background: var(--paper); text-align: right; font-weight: 600; font-size: 12px; color: var(--soft); padding: 0; border-bottom: 1px solid var(--line); width: 92px; white-space: nowrap; }
.ui-table th:nth-child(3) { padding: 5px 10px; }
.ui-table th:nth-child(6) { width: 80px; } .ui-table th:last-child { width: auto; text-align: left; }
.ui-table th button { font: inherit; color: inherit; background: none; border: 0; padding: 5px 10px; cursor: pointer; width: 100%; text-align: inherit; }
.ui-table th button:hover { color: var(--ink); }
.ui-table th[aria-sort] button { color: var(--accent); }
.ui-table th[aria-sort=descending] button::after { content: " ↓"; }
.ui-table th[aria-sort=ascending] button::after { content: " ↑"; }
.ui-table td { text-align: right; padding: 3px 10px; white-space: nowrap; border-bottom: 1px solid var(--line); }
.ui-table tbody tr { cursor: default; }
.ui-table tbody tr:hover { background: var(--surface); }
.ui-table tr.ui-chosen, .ui-table tr.ui-chosen:hover, .ui-peek.ui-chosen, .ui-routine.ui-chosen h2 { background: var(--accent-wash); }
.ui-share { color: var(--soft); }
.ui-table td.ui-name { text-align: left; white-space: normal; overflow-wrap: anywhere; }
.ui-meter { display: block; background: var(--surface); border-radius: 2px; }
.ui-meter .ui-cum { fill: var(--bar); } .ui-meter .ui-flat { fill: var(--accent); }
.ui-acts { visibility: hidden; white-space: nowrap; font-size: 12px; font-weight: 400; }
.ui-acts a { color: var(--accent); text-decoration: none; margin-left: 10px; }
.ui-acts a:hover { text-decoration: underline; }
tr:hover .ui-acts, tr:focus-within .ui-acts, .ui-itself .ui-acts { visibility: visible; }

.ui-peek { border-collapse: collapse; width: 100%; max-width: 1100px; table-layout: fixed; margin-bottom: 18px; border: 1px solid var(--line); border-radius: 8px; border-spacing: 0; border-collapse: separate; overflow: hidden; }
.ui-peek thead th { text-align: right; font-weight: 500; font-size: 11.5px; color: var(--soft); padding: 3px 8px; width: 84px; background: var(--surface); }
.ui-peek thead th:last-child { width: auto; }
.ui-peek td { text-align: right; padding: 2px 8px; white-space: nowrap; }
.ui-peek .ui-name { text-align: left; white-space: normal; overflow-wrap: anywhere; font-weight: 400; padding: 2px 8px 2px 14px; }
.ui-peek .ui-call .ui-name { padding-left: 30px; }
.ui-peek .ui-name a { color: var(--ink); text-decoration: none; }
.ui-peek .ui-name a:hover { color: var(--accent); text-decoration: underline; }
.ui-peek .ui-itself td, .ui-peek .ui-itself th { border-block: 1px solid var(--line); background: var(--surface); padding-block: 6px; }
.ui-peek .ui-itself .ui-name a:first-child { font-weight: 650; }
.ui-peek .ui-itself .ui-acts a { color: var(--accent); }
.ui-call .ui-name i { display: inline-block; width: 16px; font-style: normal; color: var(--soft); }
.ui-callers .ui-name i::before { content: "↱"; } .ui-callees .ui-name i::before { content: "↳"; }

.ui-routine { margin-bottom: 26px; }
.ui-routine h2 { margin: 0; font-size: 15px; font-weight: 650; overflow-wrap: anywhere; }
.ui-place { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
.ui-figures { margin: 3px 0 7px; }
.ui-code { border-collapse: collapse; width: 100%; font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.ui-code th { font: 500 11.5px/1.5 system-ui, sans-serif; color: var(--soft); text-align: right; padding: 2px 10px; width: 92px; background: var(--surface); }
.ui-code th:nth-child(3) { width: 60px; } .ui-code th:last-child { width: auto; }
.ui-code td { text-align: right; padding: 0 10px; white-space: pre; vertical-align: top; }
.ui-code .ui-number { color: var(--soft); border-right: 1px solid var(--line); }
.ui-code .ui-text { text-align: left; white-space: pre-wrap; overflow-wrap: anywhere; }
.ui-heat1 { background: rgb(var(--heat) / .10); } .ui-heat2 { background: rgb(var(--heat) / .18); } .ui-heat3 { background: rgb(var(--heat) / .27); }
.ui-heat4 { background: rgb(var(--heat) / .36); } .ui-heat5 { background: rgb(var(--heat) / .46); }

.ui-stage { flex: 1 1 0; position: relative; min-height: 0; overflow: hidden; border-top: 1px solid var(--line); touch-action: none; cursor: grab; user-select: none; }
.ui-stage:active { cursor: grabbing; }
.ui-stage svg { display: block; width: 100%; height: 100%; font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.ui-stage .edge text { fill: var(--soft); }
.ui-stage .node { cursor: pointer; }
.ui-stage .node text { fill: #171b21; }
.ui-stage .node:hover polygon { stroke-width: 2; }
.ui-stage .ui-chosen polygon { stroke: var(--accent); stroke-width: 4; fill: #b5e6ea; }
.ui-zoom { position: absolute; right: 16px; bottom: 16px; display: flex; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; background: var(--paper); box-shadow: var(--shadow); }
.ui-zoom button { font: inherit; color: inherit; border: 0; background: none; padding: 5px 12px; cursor: pointer; }
.ui-zoom button + button { border-left: 1px solid var(--line); }
.ui-zoom button:hover { background: var(--surface); }

.ui-failure { max-width: 700px; margin: 40px auto; padding: 18px 24px; border: 1px solid var(--line); border-left: 4px solid var(--more); border-radius: 8px; background: var(--surface); }
.ui-failure h1 { margin: 0 0 6px; font-size: 16px; } .ui-failure p { margin: 0; overflow-wrap: anywhere; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
@media (max-width: 700px) { .ui-table .ui-acts { display: none; } .ui-table th:nth-child(3), .ui-table td:nth-child(3), .ui-table th:nth-child(6), .ui-table td:nth-child(6) { display: none; } .ui-find { max-width: none; } }
@media (prefers-contrast: more) { :root { --line: currentColor; --soft: var(--ink); } }
`;
