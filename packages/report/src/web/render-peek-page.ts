import { escapeMarkup } from '../flame/escape-markup.js';
import type { SafeTextOptions } from '../safe-text.js';
import type { Peek, PeekCall, PeekSection } from './peek-sections.js';
import { quotePattern } from './quote-pattern.js';
import { renderDocument } from './render-document.js';
import { renderShown } from './render-shown.js';
import { VIEW_STYLE } from './view-style.js';
import type { WebFrame, WebPage } from './web-page.js';
import { linkTo } from './web-query.js';

const NAME: SafeTextOptions = { limit: 240 };
const ADDRESS: SafeTextOptions = { limit: 1_000_000 };

/** Functions, each between its callers and its callees; every name leads to its own section. */
export function renderPeekPage(frame: WebFrame, { sections, labels, left }: Peek): WebPage {
  const more = left === 0 ? [] : [`${left.toLocaleString('en-US')} more functions match: search for one`];
  const tables = sections.map((section, i) => renderSection(frame, section, i));
  return renderDocument(frame, {
    style: VIEW_STYLE,
    body: `<main class="ui-page">${renderShown(labels, more)}\n${tables.join('\n')}\n</main>`,
    data: { names: sections.map(({ target }) => target) },
  });
}

function renderSection({ query }: WebFrame, section: PeekSection, index: number): string {
  const nameLink = (name: string, target: string): string =>
    `<a href="${escapeMarkup(linkTo('peek', query, { f: quotePattern(target) }), ADDRESS)}">${escapeMarkup(name, NAME)}</a>`;
  const call = ({ amount, share, name, target, inline }: PeekCall, kind: string): string =>
    `<tr class="ui-call"><td colspan="3"></td><td>${amount}</td><td class="ui-share">${share}</td><td class="ui-name"><i aria-label="${kind}"></i>${nameLink(name, target)}${inline ? ' <small>(inline)</small>' : ''}</td></tr>`;
  const { name, target, flat, flatShare, sumShare, cum, cumShare, callers, callees } = section;
  const source = escapeMarkup(linkTo('source', query, { f: quotePattern(target) }), ADDRESS);
  return `<table class="ui-peek" id="node${index}">
<thead><tr><th scope="col">flat</th><th scope="col">flat %</th><th scope="col">sum %</th><th scope="col">cum</th><th scope="col">cum %</th><th scope="col"></th></tr></thead>
<tbody class="ui-callers">${callers.map((each) => call(each, 'caller')).join('')}</tbody>
<tbody class="ui-itself"><tr><td>${flat}</td><td class="ui-share">${flatShare}</td><td class="ui-share">${sumShare}</td><td>${cum}</td><td class="ui-share">${cumShare}</td><th scope="row" class="ui-name">${nameLink(name, target)}<span class="ui-acts"><a href="${source}">source</a></span></th></tr></tbody>
<tbody class="ui-callees">${callees.map((each) => call(each, 'callee')).join('')}</tbody>
</table>`;
}
