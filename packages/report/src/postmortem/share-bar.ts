/** A part of a whole as a bar, for a page that has the classes of `POSTMORTEM_STYLE`. Its words stand elsewhere. */
export function shareBar(part: number, whole: number): string {
  const share = whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
  const width = (100 * share).toFixed(1);
  return `<svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="4"/><rect class="part" width="${width}" height="4"/></svg>`;
}
