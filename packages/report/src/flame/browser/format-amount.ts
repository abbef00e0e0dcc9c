import type { AmountKind } from '../flame-data.js';

/** `182 B`, `9.31 MiB`, `1.50 s`, `48,210`; with `signed` always with a sign, a real minus for what shrank. */
export function formatAmount(value: number, kind: AmountKind, { signed = false } = {}): string {
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : signed ? (value > 0 ? '+' : '±') : '';
  const scaled = (step: number, units: readonly string[]): string => {
    let rest = size;
    let unit = 0;
    while (rest >= 999.5 && unit < units.length - 1) {
      rest /= step;
      unit++;
    }
    const decimals = unit === 0 || rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
    return `${rest.toFixed(decimals)} ${units[unit]!}`;
  };
  if (kind === 'bytes') return sign + scaled(1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']);
  if (kind === 'time') return sign + scaled(1000, ['ns', 'µs', 'ms', 's']);
  return sign + Math.round(size).toLocaleString('en-US');
}
