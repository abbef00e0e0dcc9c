/** `34.2%`, `0.05%`, `0%`; `` where there is no whole to be part of. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '';
  const percent = (100 * part) / whole;
  const size = Math.abs(percent);
  const digits = size === 0 || size >= 99.95 ? 0 : size >= 1 ? 1 : 2;
  return size > 0 && size < 0.005 ? '<0.01%' : `${percent.toFixed(digits)}%`;
}
