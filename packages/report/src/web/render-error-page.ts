import { escapeMarkup } from '../flame/escape-markup.js';
import { renderDocument } from './render-document.js';
import { VIEW_STYLE } from './view-style.js';
import type { WebFrame, WebPage } from './web-page.js';

/** A page that says why there is no other; its bar lets the reader try something else. */
export function renderErrorPage(frame: WebFrame, message: string): WebPage {
  return renderDocument(frame, {
    style: VIEW_STYLE,
    body: `<main class="ui-page"><div class="ui-failure" role="alert"><h1>This did not work</h1><p>${escapeMarkup(message, { limit: 4096 })}</p></div></main>`,
    data: { names: [] },
  });
}
