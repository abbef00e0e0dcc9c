import { count, longBytes, shortBytes, signedLongBytes } from '@heaptide/report';
import type { FlameTree } from '@heaptide/report/flame';

/** How amounts of a tree are written: bytes, or things that are counted. */
export interface FlameAmounts {
  /** Of what: `in-use bytes`. Raw text. */
  readonly metric: string;
  readonly short: (amount: number) => string;
  readonly long: (amount: number) => string;
  readonly signed: (amount: number) => string;
}

const METRICS: Readonly<Record<string, string>> = {
  'inuse_space/bytes': 'in-use bytes',
  'inuse_objects/count': 'in-use objects',
  'alloc_space/bytes': 'allocated bytes',
  'alloc_objects/count': 'allocated objects',
};

export function flameAmounts({ sampleType: { type, unit } }: FlameTree): FlameAmounts {
  const metric = METRICS[`${type}/${unit}`] ?? (unit === '' ? type : `${type} in ${unit}`);
  if (unit === 'bytes') return { metric, short: shortBytes, long: longBytes, signed: signedLongBytes };
  const counted = (amount: number) => (amount < 0 ? `-${count(-amount)}` : count(amount));
  return {
    metric,
    short: counted,
    long: counted,
    signed: (amount) => (amount < 0 ? counted(amount) : `+${counted(amount)}`),
  };
}

/** `37.6%`, `0.05%`; `-` where there is no whole to be part of. */
export function share(part: number, whole: number): string {
  if (whole === 0) return '-';
  const percent = (100 * part) / whole;
  const size = Math.abs(percent);
  if (size > 0 && size < 0.005) return '<0.01%';
  return `${percent.toFixed(size === 0 || size >= 99.95 ? 0 : size >= 1 ? 1 : 2)}%`;
}

/** `2.07x`; `''` where there was nothing before, or values cancel out. */
export function factor(before: number, after: number): string {
  const ratio = after / before;
  if (!(ratio > 0 && ratio < Infinity)) return '';
  return `${ratio >= 99.95 ? ratio.toFixed(0) : ratio >= 9.995 ? ratio.toFixed(1) : ratio.toFixed(2)}x`;
}
