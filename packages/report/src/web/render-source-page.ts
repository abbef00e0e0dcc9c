import { escapeMarkup } from '../flame/escape-markup.js';
import { renderDocument } from './render-document.js';
import { renderShown } from './render-shown.js';
import type { SourceLine, SourceListing, SourceRoutine } from './source-listing.js';
import { VIEW_STYLE } from './view-style.js';
import type { WebFrame, WebPage } from './web-page.js';

/** Steps of colour for what a line holds. */
const HEATS = 5;

/** The source of functions, each line with what it holds. */
export function renderSourcePage(frame: WebFrame, { routines, total, left }: SourceListing): WebPage {
  const more = left === 0 ? [] : [`${left.toLocaleString('en-US')} more functions match: search for one`];
  const shown = renderShown([`Total: ${total}`], more);
  return renderDocument(frame, {
    style: VIEW_STYLE,
    body: `<main class="ui-page">${shown}\n${routines.map(renderRoutine).join('\n')}\n</main>`,
    data: { names: routines.map(({ name }) => name) },
  });
}

function renderRoutine(
  { name, file, flat, cum, cumShare, lines, problem }: SourceRoutine,
  index: number,
): string {
  const body =
    problem === ''
      ? `<table class="ui-code"><thead><tr><th scope="col">flat</th><th scope="col">cum</th><th scope="col">line</th><th scope="col"></th></tr></thead><tbody>${lines.map(renderLine).join('')}</tbody></table>`
      : `<p class="ui-empty">No source: ${escapeMarkup(problem)}</p>`;
  return `<section class="ui-routine" id="node${index}">
<h2>${escapeMarkup(name)}</h2>
<p class="ui-place">${escapeMarkup(file)}</p>
<p class="ui-figures"><b>${flat}</b> flat, <b>${cum}</b> cum, ${cumShare} of the total</p>
${body}
</section>`;
}

function renderLine({ number, flat, cum, heat, text }: SourceLine): string {
  const step = heat === 0 ? 0 : Math.max(1, Math.ceil(heat * HEATS));
  const code = escapeMarkup(text.replaceAll('\t', '    '));
  return `<tr${step === 0 ? '' : ` class="ui-heat${step}"`}><td>${flat}</td><td>${cum}</td><td class="ui-number">${number}</td><td class="ui-text">${code}</td></tr>`;
}
