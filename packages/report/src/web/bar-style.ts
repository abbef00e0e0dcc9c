/** The style of the bar. It uses the colours that the page defines, and only names of its own. */
export const BAR_STYLE = `
.ui-top { position: relative; z-index: 4; border-bottom: 1px solid var(--line); background: var(--surface); font-size: 13px; }
.ui-bar { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 5px 18px; min-height: 46px; }
.ui-top a { color: inherit; text-decoration: none; }
.ui-top p { margin: 0; padding: 0; }
.ui-brand { font-weight: 700; font-size: 15px; letter-spacing: -.02em; color: var(--accent) !important; }
.ui-tabs { display: flex; flex-wrap: wrap; align-self: stretch; margin: -5px 0; }
.ui-tabs a { display: flex; align-items: center; padding: 6px 10px; color: var(--soft); border-bottom: 2px solid transparent; border-top: 2px solid transparent; }
.ui-tabs a:hover { color: var(--ink); }
.ui-tabs a[aria-current] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
.ui-menus { display: flex; flex-wrap: wrap; gap: 2px; }
.ui-menu { position: relative; }
.ui-menu > summary { display: block; list-style: none; cursor: pointer; padding: 4px 9px; border-radius: 6px; line-height: 20px; color: var(--ink); white-space: nowrap; }
.ui-menu > summary::-webkit-details-marker { display: none; }
.ui-menu > summary::after { content: ""; display: inline-block; width: 5px; height: 5px; margin: 0 1px 3px 7px; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); }
.ui-menu > summary:hover, .ui-menu[open] > summary { background: var(--line); }
.ui-drop { position: absolute; z-index: 5; top: calc(100% + 5px); left: 0; min-width: 200px; max-height: 75vh; overflow: auto; padding: 6px; border-radius: 9px; background: var(--paper); box-shadow: var(--shadow); white-space: nowrap; }
.ui-drop a, .ui-drop > button { display: block; width: 100%; border: 0; background: none; color: inherit; font: inherit; text-align: left; padding: 4px 12px 4px 26px; border-radius: 5px; line-height: 20px; cursor: pointer; }
.ui-drop a:hover, .ui-drop > button:hover, .ui-drop a:focus-visible { background: var(--accent-wash); }
.ui-drop a[aria-disabled] { color: var(--soft); opacity: .6; background: none; cursor: default; }
.ui-drop a[aria-current]::before { content: "✓"; display: inline-block; width: 16px; margin-left: -16px; color: var(--accent); font-weight: 700; }
.ui-drop h2 { margin: 6px 0 2px; padding: 0 12px 0 26px; font-size: 11.5px; font-weight: 600; color: var(--soft); }
.ui-drop hr { border: 0; border-top: 1px solid var(--line); margin: 6px 4px; }
.ui-drop .ui-note { color: var(--soft); font-size: 12px; padding: 3px 12px 5px 26px; }
.ui-config { display: flex; }
.ui-remove { border: 0; background: none; color: var(--soft); font-size: 15px; width: 26px; border-radius: 5px; cursor: pointer; }
.ui-remove:hover { background: var(--line); color: var(--ink); }
.ui-find { position: relative; flex: 1 1 120px; max-width: 260px; margin-left: auto; }
.ui-find input { font: inherit; color: inherit; width: 100%; padding: 3px 30px 3px 10px; line-height: 20px; border: 1px solid var(--line); border-radius: 7px; background: var(--paper); -webkit-appearance: none; appearance: none; }
.ui-find input:focus { border-color: var(--accent); outline: 2px solid var(--accent-wash); }
.ui-find kbd { position: absolute; right: 7px; top: 6px; pointer-events: none; font: 11px/16px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; padding: 0 5px; background: var(--surface); color: var(--soft); }
.ui-find input:focus + kbd { opacity: 0; }
.ui-details > summary { color: var(--soft); max-width: 210px; overflow: hidden; text-overflow: ellipsis; }
.ui-details .ui-drop a { padding: 4px 0; color: var(--accent); }
.ui-details .ui-drop hr { margin: 8px 0 4px; }
.ui-details .ui-drop { left: auto; right: 0; padding: 10px 14px; min-width: 260px; max-width: min(620px, 90vw); white-space: normal; overflow-wrap: anywhere; }
.ui-view-flamegraph .ui-details { margin-left: auto; }
@media (max-width: 1110px) { .ui-details { margin-left: auto; } }
.ui-chips { display: flex; flex-wrap: wrap; gap: 5px; margin: 0; padding: 4px 18px 8px; list-style: none; }
.ui-chips li { display: flex; align-items: center; gap: 5px; padding: 1px 9px; border-radius: 20px; background: var(--accent-wash); max-width: 100%; overflow-wrap: anywhere; }
.ui-chips span { color: var(--accent); font-weight: 600; }
.ui-chips code { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.ui-chips a { font-size: 15px; line-height: 18px; padding: 0 5px; margin-right: -6px; border-radius: 10px; color: var(--soft); }
.ui-chips a:hover { background: var(--paper); color: var(--ink); }
.ui-remarks { margin: 0 18px 8px; padding: 5px 12px; border-left: 3px solid var(--more); background: var(--paper); overflow-wrap: anywhere; }
.ui-dialog { border: 0; border-radius: 12px; padding: 18px 22px; width: min(400px, 90vw); background: var(--paper); color: var(--ink); box-shadow: var(--shadow); font-size: 13px; }
.ui-dialog::backdrop { background: rgb(10 14 20 / .45); }
.ui-dialog label, .ui-dialog input { display: block; width: 100%; }
.ui-dialog input { font: inherit; color: inherit; margin-top: 7px; padding: 5px 10px; border: 1px solid var(--line); border-radius: 7px; background: var(--surface); }
.ui-dialog p { margin: 8px 0; color: inherit; overflow-wrap: anywhere; }
.ui-problem { color: var(--grew) !important; min-height: 18px; }
.ui-buttons { display: flex; justify-content: flex-end; gap: 8px; }
.ui-buttons button { font: inherit; color: inherit; border: 1px solid var(--line); border-radius: 7px; background: var(--surface); padding: 4px 14px; cursor: pointer; }
.ui-buttons .ui-primary { background: var(--accent); border-color: var(--accent); color: var(--paper); font-weight: 600; }
html:not(.ui-live) .ui-only-live { display: none !important; }
.live body.ui-view-flamegraph { grid-template: auto auto auto minmax(0, 1fr) / minmax(0, 1fr); }
.ui-view-flamegraph > header h1 { display: none; }
.ui-view-flamegraph > header { padding-block: 8px; }
.ui-view-flamegraph .facts { flex: 1 1 440px; order: -1; }
@media print { .ui-top { display: none; } }
`;
