import { escapeMarkup } from '../flame/escape-markup.js';
import type { PprofOptions } from '../pprof/pprof-options.js';
import type { WebFrame } from './web-page.js';
import { linkTo, type QueryChange, type WebView } from './web-query.js';

const VIEWS: readonly (readonly [view: WebView, name: string, title: string])[] = [
  ['flamegraph', 'Flame graph', 'Call paths as nested boxes'],
  ['top', 'Top', 'The heaviest functions as a table'],
  ['graph', 'Graph', 'Who calls whom, as a drawing'],
  ['peek', 'Peek', 'Callers and callees of the selected functions'],
  ['source', 'Source', 'Source lines of the selected functions'],
];

const REFINEMENTS: readonly (readonly [parameter: string, name: string, title: string])[] = [
  ['f', 'Focus', 'Keep the samples that go through the selection'],
  ['i', 'Ignore', 'Drop the samples that go through the selection'],
  ['h', 'Hide', 'Leave the selected functions out of the stacks'],
  ['s', 'Show', 'Leave all but the selected functions out of the stacks'],
  ['sf', 'Show from', 'Leave out the callers of the selection'],
];

const GRANULARITIES = [
  ['', 'As usual for the view'],
  ['functions', 'Functions'],
  ['filefunctions', 'Functions and files'],
  ['files', 'Files'],
  ['lines', 'Lines'],
] as const;

const SWITCHES: readonly (readonly [option: keyof PprofOptions, parameter: string, name: string])[] = [
  ['relative_percentages', 'rel', 'Percentages of what is shown'],
  ['drop_negative', 'dropneg', 'Leave out what is negative'],
  ['noinlines', 'noinlines', 'Inlined functions as their caller'],
  ['mean', 'mean', 'Mean of each object'],
  ['call_tree', 'calltree', 'Graph: call paths apart'],
];

const NODE_COUNTS = ['20', '80', '200'] as const;

const FILTERS: readonly (readonly [option: keyof PprofOptions, parameter: string, name: string])[] = [
  ['focus', 'f', 'focus'],
  ['ignore', 'i', 'ignore'],
  ['hide', 'h', 'hide'],
  ['show', 's', 'show'],
  ['show_from', 'sf', 'show from'],
  ['tagfocus', 'tf', 'tag focus'],
  ['tagignore', 'ti', 'tag ignore'],
  ['tagshow', 'ts', 'tag show'],
  ['taghide', 'th', 'tag hide'],
  ['prune_from', 'prunefrom', 'prune from'],
];

const FILTER_LIMIT = 120;

/** The head of every page: views, menus, search; below it the active filters and what the report remarked. */
export function renderBar(frame: WebFrame): string {
  const { view, query, title } = frame;
  const tabs = VIEWS.map(
    ([name, text, hint]) =>
      `<a href="${escapeMarkup(linkTo(name, query), LINK)}" data-view="${name}" title="${hint}"${name === view ? ' aria-current="page"' : ''}>${text}</a>`,
  );
  // The flame graph has a search of its own.
  const search =
    view === 'flamegraph'
      ? ''
      : `<div class="ui-find"><input id="ui-find" type="search" placeholder="Search regexp" aria-label="Search: a regular expression; Enter focuses on it" autocomplete="off" spellcheck="false"><kbd aria-hidden="true">/</kbd></div>`;
  return `<div class="ui-top" role="banner">
<div class="ui-bar">
<a class="ui-brand" href="${escapeMarkup(linkTo('flamegraph', query), LINK)}">heaptide</a>
<nav class="ui-tabs" aria-label="Views">${tabs.join('')}</nav>
<div class="ui-menus">
${sampleMenu(frame)}
${menu('Refine', refineItems(frame), { id: 'ui-refine', className: 'ui-only-live' })}
${menu('Options', optionItems(frame))}
${menu('Config', configItems(frame), { id: 'ui-config' })}
</div>
${search}
${menu(escapeMarkup(title, { limit: 60 }), detailItems(frame), { className: 'ui-details', hint: 'About the profile and this view' })}
</div>
${chips(frame)}${remarks(frame)}</div>
${view === undefined ? '' : DIALOGS}`;
}

/** Addresses are long, and their characters plain. */
const LINK = { limit: 1_000_000 };

interface MenuOptions {
  readonly id?: string;
  readonly className?: string;
  readonly hint?: string;
}

function menu(name: string, items: string, { id = '', className = '', hint = '' }: MenuOptions = {}): string {
  if (items === '') return '';
  const attributes = `${id === '' ? '' : ` id="${id}"`} class="ui-menu${className === '' ? '' : ` ${className}`}"`;
  return `<details${attributes}><summary${hint === '' ? '' : ` title="${hint}"`}>${name}</summary><div class="ui-drop">${items}</div></details>`;
}

function link(
  frame: WebFrame,
  text: string,
  change: QueryChange,
  { current = false, hint = '' } = {},
): string {
  const href = escapeMarkup(linkTo(frame.view ?? 'flamegraph', frame.query, change), LINK);
  const title = hint === '' ? '' : ` title="${hint}"`;
  return `<a href="${href}"${title}${current ? ' aria-current="true"' : ''}>${text}</a>`;
}

function sampleMenu(frame: WebFrame): string {
  const { sampleTypes, sampleType } = frame;
  if (sampleTypes.length < 2) return '';
  const items = sampleTypes.map((type) =>
    link(frame, escapeMarkup(type), { si: type }, { current: type === sampleType }),
  );
  return menu('Sample', items.join(''), { id: 'ui-sample' });
}

function refineItems(frame: WebFrame): string {
  if (frame.view === undefined) return '';
  const items = REFINEMENTS.map(
    ([parameter, name, title]) =>
      `<a role="link" aria-disabled="true" data-refine="${parameter}" title="${title}">${name}</a>`,
  );
  const none = Object.fromEntries(FILTERS.map(([, parameter]) => [parameter, '']));
  return `<p class="ui-note" id="ui-selected">Select functions, or search, to refine by them.</p>${items.join('')}<hr>${link(frame, 'Reset', none, { hint: 'Take all filters away' })}`;
}

function optionItems(frame: WebFrame): string {
  const { options, view } = frame;
  const by = GRANULARITIES.map(([value, name]) =>
    link(frame, name, { g: value }, { current: options.granularity === value }),
  );
  const switches = SWITCHES.map(([option, parameter, name]) => {
    const on = options[option] === true;
    // What the command line has turned on, the address can turn off.
    const off = frame.query.has(parameter) ? '' : 'f';
    return link(frame, name, { [parameter]: on ? off : 't' }, { current: on });
  });
  const counts = NODE_COUNTS.map((n) =>
    link(frame, `${n} nodes`, { n }, { current: options.nodecount === Number(n) }),
  );
  const nodes = view === 'graph' ? `<h2>Graph</h2>${counts.join('')}` : '';
  return `<h2>One entry per</h2>${by.join('')}<h2>Values</h2>${switches.join('')}${nodes}`;
}

function configItems({ configs, view }: WebFrame): string {
  if (view === undefined || configs.length === 0) return '';
  const items = configs.map(({ name, href, current, own }, row) => {
    const shown = escapeMarkup(name);
    const remove = own
      ? `<button type="button" class="ui-remove ui-only-live" data-config="${row}" aria-label="Delete ${shown}">×</button>`
      : '';
    return `<div class="ui-config"><a href="${escapeMarkup(href, LINK)}"${current ? ' aria-current="true"' : ''}>${shown}</a>${remove}</div>`;
  });
  return `<button type="button" id="ui-save-open" class="ui-only-live">Save as …</button>${items.join('')}`;
}

function detailItems({ labels, docUrl }: WebFrame): string {
  const lines = labels
    .flatMap((label) => label.split('\n'))
    .filter((label) => label.trim() !== '')
    .map((label) => `<p>${escapeMarkup(label)}</p>`);
  // A profile may name anything: only an address that a reader may well follow becomes a link.
  const doc = /^https?:\/\/[\x21-\x7e]+$/.test(docUrl)
    ? `<a href="${escapeMarkup(docUrl)}" rel="noopener noreferrer" target="_blank">Documentation of this profile</a>`
    : '';
  const download = '<a href="./download">Download the profile</a>';
  return `${lines.join('')}${lines.length === 0 ? '' : '<hr>'}${doc}${download}`;
}

function chips(frame: WebFrame): string {
  const { options, query } = frame;
  const active = FILTERS.filter(([option]) => options[option] !== '').map(([option, parameter, name]) => {
    const text = `<span>${name}</span> <code>${escapeMarkup(String(options[option]), { limit: FILTER_LIMIT })}</code>`;
    if (!query.has(parameter)) return `<li title="Set on the command line">${text}</li>`;
    const href = escapeMarkup(linkTo(frame.view ?? 'flamegraph', query, { [parameter]: '' }), LINK);
    return `<li>${text}<a href="${href}" aria-label="Remove ${name}">×</a></li>`;
  });
  return active.length === 0
    ? ''
    : `<ul class="ui-chips" aria-label="Active filters">${active.join('')}</ul>\n`;
}

function remarks({ remarks: lines }: WebFrame): string {
  if (lines.length === 0) return '';
  return `<div class="ui-remarks" role="alert">${lines.map((line) => `<p>${escapeMarkup(line)}</p>`).join('')}</div>\n`;
}

const DIALOGS = `<dialog id="ui-save" class="ui-dialog" aria-label="Save options">
<label for="ui-save-name">Save the options of this page as</label>
<input id="ui-save-name" type="text" maxlength="100" autocomplete="off" spellcheck="false">
<p class="ui-problem" role="alert"></p>
<div class="ui-buttons"><button type="button" value="cancel">Cancel</button><button type="button" value="ok" class="ui-primary">Save</button></div>
</dialog>
<dialog id="ui-delete" class="ui-dialog" aria-label="Delete a config">
<p>Delete <b></b>?</p>
<p class="ui-problem" role="alert"></p>
<div class="ui-buttons"><button type="button" value="cancel">Cancel</button><button type="button" value="ok" class="ui-primary">Delete</button></div>
</dialog>`;
