import { createHash } from 'node:crypto';
import { escapeMarkup } from './escape-markup.js';
import { type FlameData, flameData } from './flame-data.js';
import { flameHeading, type FlameOptions } from './flame-heading.js';
import type { FlameTree } from './flame-tree.js';
import { PAGE_STYLE } from './page-style.js';
import { scriptJson } from './script-json.js';
import { staticFunctions } from './static-functions.js';
import { viewerScript } from './viewer-parts.js';

/**
 * The tree as one HTML file to look at in a browser: zoom, search, callers and callees, comparison.
 *
 * The file needs nothing else and may ask for nothing: its policy forbids every request, and allows the one script and
 * the one style sheet by their hashes. Names are shown with {@link safeText}'s stand-ins, never as markup. Equal input
 * gives an equal file.
 */
export function renderFlameHtml(tree: FlameTree, options: FlameOptions = {}): string {
  const data = flameData(tree);
  const heading = flameHeading(tree, data, options);
  const script = viewerScript();
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(PAGE_STYLE)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const facts = heading.facts.map((fact) => `<span>${escapeMarkup(fact)}</span>`).join('');
  const direction = heading.change.startsWith('−') ? 'shrank' : heading.change.startsWith('+') ? 'grew' : '';
  const change =
    heading.change === '' ? '' : `&ensp;<span class="${direction}">${escapeMarkup(heading.change)}</span>`;
  const title = escapeMarkup(heading.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="heaptide">
<link rel="icon" href="data:,">
<title>${title} · ${escapeMarkup(data.type)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${title}<span class="type">${escapeMarkup(data.type)}</span></h1>
<div class="tools only-live">
<div class="search"><input id="search" type="search" placeholder="Search functions, files" aria-label="Search functions and files" autocomplete="off" spellcheck="false"><kbd aria-hidden="true">/</kbd></div>
${switches(data)}
<button type="button" class="plain" id="back" title="Previous zoom (Backspace)">Back</button>
<button type="button" class="plain" id="reset" title="Whole tree (r)">Reset</button>
<button type="button" class="plain" id="help-button" title="Keys (?)" aria-label="Help">?</button>
</div>
<p class="facts"><b>${escapeMarkup(heading.amount)}${change}</b>${facts}</p>
</header>
<div class="where">
<ol id="crumbs" class="only-live" aria-label="Path to the zoomed function"></ol>
<output id="found" class="only-live" for="search"></output>
<div class="legend">${legend(data)}</div>
</div>
<main>
<div id="stage" class="only-live" tabindex="0" role="application" aria-label="Flame graph. Arrow keys move, Enter zooms, question mark lists all keys. The list of functions holds the same figures."><div class="strip"><canvas aria-hidden="true"></canvas></div></div>
<aside>
<section id="chosen" aria-label="Chosen function" hidden></section>
<p class="only-static note">The graph is drawn by a script, which does not run here. These are the functions that hold or changed most.</p>
<section id="functions" aria-label="Functions">
${staticFunctions(data)}
</section>
</aside>
</main>
<div id="tip" role="tooltip" hidden></div>
<p id="status" class="unseen" role="status"></p>
${HELP}
<script type="application/json" id="data">${scriptJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function switches({ before }: FlameData): string {
  const group = (
    label: string,
    buttons: readonly (readonly [set: string, text: string, title: string])[],
  ): string => {
    const all = buttons.map(
      ([set, text, title]) => `<button type="button" data-set="${set}" title="${title}">${text}</button>`,
    );
    return `<div class="segments" role="group" aria-label="${label}">${all.join('')}</div>`;
  };
  const groups = [
    group('Root', [
      ['root-top', 'Icicle', 'Root at the top (f)'],
      ['root-bottom', 'Flame', 'Root at the bottom (f)'],
    ]),
    group('Order', [
      ['order-size', 'Largest first', 'Siblings by size (o)'],
      ['order-name', 'By name', 'Siblings by name (o)'],
    ]),
  ];
  if (before !== undefined) {
    const widths = group('Width of boxes', [
      ['width-before', 'Before', 'Boxes as wide as they were (b)'],
      ['width-after', 'After', 'Boxes as wide as they are now (a)'],
      ['width-union', 'Union', 'Room for both (u)'],
    ]);
    groups.unshift(widths);
  }
  return groups.join('\n');
}

function legend({ before, self, origins }: FlameData): string {
  if (before !== undefined) {
    return `<span>¼ or less <i class="scale"></i> ×4 or more</span><span><i class="new"></i>new</span><span><i class="gone"></i>gone</span>`;
  }
  if (self.some((value) => value < 0)) return '<span>shrank <i class="scale"></i> grew</span>';
  const names = {
    app: 'application',
    package: 'node_modules',
    node: 'Node.js',
    engine: 'engine, native',
  } as const;
  return Object.entries(names)
    .filter(([origin]) => origins.some((one) => one === origin))
    .map(([origin, name]) => `<span><i class="${origin}"></i>${name}</span>`)
    .join('');
}

const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['/', 'search'],
  ['n N', 'next, previous match'],
  ['← →', 'neighbours'],
  ['↑ ↓', 'callers and callees'],
  ['Enter', 'zoom in'],
  ['Esc', 'one step out'],
  ['Backspace', 'previous zoom'],
  ['r', 'whole tree'],
  ['f', 'root at top or bottom'],
  ['o', 'by size or by name'],
  ['b a u', 'before, after, union'],
  ['?', 'this help'],
];

const HELP = `<dialog id="help" aria-label="Help">
<h2>Keys</h2>
<dl>${KEYS.map(([keys, what]) => {
  const shown = keys.split(' ').map((key) => `<kbd>${key}</kbd>`);
  return `<div><dt>${shown.join(' ')}</dt><dd>${what}</dd></div>`;
}).join('')}</dl>
<p>A box is a function on one call path, as wide as what it and its callees hold; what hangs free at its right is its own.
Click zooms. Search takes text or a /regular expression/. The page's address keeps the view.</p>
<button type="button" class="plain" id="help-close">Close</button>
</dialog>`;
