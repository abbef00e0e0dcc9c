import { escapeMarkup } from '../flame/escape-markup.js';

/** The labels of a report that say what of it is shown; what they say of the profile stands in the bar. */
export function renderShown(labels: readonly string[], more: readonly string[] = []): string {
  const shown = [...labels.filter((label) => /^(?:Showing|Dropped|Total:) /.test(label)), ...more];
  if (shown.length === 0) return '';
  return `<p class="ui-shown">${shown.map((label) => `<span>${escapeMarkup(label)}</span>`).join('')}</p>`;
}
