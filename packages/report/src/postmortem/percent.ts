/** `93 %`; `< 1 %` of what is there at all. */
export function percent(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '0 %';
  const share = (100 * part) / whole;
  return share < 1 ? '< 1 %' : `${Math.round(Math.min(100, share))} %`;
}
