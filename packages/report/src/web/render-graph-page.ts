import { cleanSvg } from './clean-svg.js';
import type { GraphPicture } from './graph-picture.js';
import { renderDocument } from './render-document.js';
import { renderShown } from './render-shown.js';
import { VIEW_STYLE } from './view-style.js';
import type { WebFrame, WebPage } from './web-page.js';

/** The graph of calls; `svg` is what graphviz made of its dot text. */
export function renderGraphPage(frame: WebFrame, { names, labels }: GraphPicture, svg: string): WebPage {
  const { markup, viewBox } = cleanSvg(svg);
  const tools = [
    ['+', 'Zoom in (+)', '+'],
    ['-', 'Zoom out (-)', '−'],
    ['0', 'Fit (0)', 'Fit'],
  ].map(
    ([action, title, text]) =>
      `<button type="button" data-do="${action!}" title="${title!}">${text!}</button>`,
  );
  const body = `<main class="ui-page ui-full">
${renderShown(labels)}
<div class="ui-stage" tabindex="0" role="application" aria-label="Graph of calls. Arrow keys move it, plus and minus zoom, 0 fits it. The table of functions holds the same figures.">
<svg viewBox="${viewBox}" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Graph of calls">${markup}</svg>
<div class="ui-zoom ui-only-live">${tools.join('')}</div>
</div>
</main>`;
  return renderDocument(frame, { style: VIEW_STYLE, body, data: { names } });
}
