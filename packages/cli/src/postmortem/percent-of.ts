/** `95 %`. */
export function percentOf(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`;
}
