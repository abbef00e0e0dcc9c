import { type SafeText, safeText, type SafeTextOptions } from '../safe-text.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML and SVG, between tags or in a quoted attribute: made safe to show, then unable to end what it is in. */
export function escapeMarkup(text: string, options?: SafeTextOptions): string {
  return escapeSafe(safeText(text, options));
}

/** As {@link escapeMarkup}, for text that is safe to show already. */
export function escapeSafe(text: SafeText | string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
