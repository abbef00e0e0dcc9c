/** How an amount changed: `new`, `gone`, `×2.50`, `×1`. */
export function formatChange(before: number, after: number): string {
  if (before === after) return '×1';
  if (before === 0) return 'new';
  if (after === 0) return 'gone';
  const ratio = after / before;
  if (ratio < 0) return '';
  return `×${ratio >= 99.95 ? ratio.toFixed(0) : ratio >= 9.995 ? ratio.toFixed(1) : ratio.toFixed(2)}`;
}
