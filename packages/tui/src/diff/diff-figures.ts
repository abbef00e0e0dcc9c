import { count, longBytes, shortBytes, signedBytes, signedLongBytes } from '@heaptide/report';
import type { ComparedAmount, ComparedSite } from '@heaptide/report/browse';
import { errorLike } from '../drawing/error-like.js';
import type { DiffModel } from './diff-model.js';

/** What is compared: what is in use, or how many objects it is. */
export type Metric = 'bytes' | 'objects';

/** From standard deviations to half the 95 % interval, as everywhere on the screen. */
const HALF_INTERVAL = 1.96;
const MOST_AS_COUNT = 99_999.5;
const LETTERS = ['', 'k', 'M', 'G'];
/** Below, a whole number per unit of work says too little. */
const FEW = 9.995;

/** What can be shown: bytes where the captures count no objects. */
export function shownMetric({ comparison }: DiffModel, wanted: Metric): Metric {
  return comparison?.objects === undefined ? 'bytes' : wanted;
}

export function amountOf(
  compared: ComparedAmount & { readonly objects?: ComparedAmount },
  metric: Metric,
): ComparedAmount {
  return metric === 'objects' ? (compared.objects ?? NOTHING) : compared;
}

const NOTHING: ComparedAmount = { before: 0, after: 0, delta: 0 };

/** In at most six cells; `-` for nothing. */
export function shortAmount(value: number, metric: Metric): string {
  if (value === 0) return '-';
  return metric === 'bytes' ? shortBytes(value) : shortCount(value);
}

/** In at most seven cells. */
export function signedAmount(value: number, metric: Metric): string {
  if (metric === 'bytes') return signedBytes(value);
  return (value < 0 ? '-' : '+') + shortCount(Math.abs(value));
}

/** `61.4 MiB`, `48,210 objects`. */
export function longAmount(value: number, metric: Metric): string {
  return metric === 'bytes' ? longBytes(value) : objectsWord(count(value));
}

export function signedLongAmount(value: number, metric: Metric): string {
  if (metric === 'bytes') return signedLongBytes(value);
  return objectsWord((value < 0 ? '-' : '+') + count(Math.abs(value)));
}

/** Half the 95 % interval of a difference, in the unit of the larger of the two; `''` where it is not known. */
export function errorAmount({ delta, error }: ComparedAmount, metric: Metric): string {
  if (error === undefined) return '';
  const half = HALF_INTERVAL * error;
  return metric === 'objects' ? shortCount(half) : errorLike(half, delta);
}

/** Half the 95 % interval in a heading: `1.10 MiB`. */
export function longErrorAmount({ error }: ComparedAmount, metric: Metric): string {
  return error === undefined ? '' : longAmount(HALF_INTERVAL * error, metric).replace(/ objects?$/, '');
}

/** Change against A in at most six cells: `+63%`, from tenfold on `x23.1`; `new`, `gone`, `-` where there is nothing to say. */
export function shareOfA({ before, after, delta }: ComparedAmount, change?: ComparedSite['change']): string {
  if (delta === 0 || (change === 'same' && (before === 0 || after === 0))) return '-';
  if (before === 0) return 'new';
  if (after === 0) return 'gone';
  const times = after / before;
  if (times < 0) return '-';
  if (times < 10) return `${delta < 0 ? '-' : '+'}${Math.round(Math.abs(100 * (times - 1)))}%`;
  return times < 99.95 ? `x${times.toFixed(1)}` : times < 9999.5 ? `x${Math.round(times)}` : 'x>9999';
}

/** What a site keeps per unit of work; `-` where it does not grow beyond noise, or nothing counts. */
export function amountPerUnit(site: ComparedSite, metric: Metric, units: number | undefined): string {
  const perUnit = perUnitOf(site, metric, units);
  if (perUnit === undefined) return '-';
  if (Math.abs(perUnit) < FEW) return perUnit.toFixed(2);
  return metric === 'bytes' ? shortBytes(perUnit) : shortCount(perUnit);
}

/** `undefined` as {@link amountPerUnit} says `-`. */
export function perUnitOf(site: ComparedSite, metric: Metric, units: number | undefined): number | undefined {
  if (units === undefined || site.change === 'same') return undefined;
  const perUnit = amountOf(site, metric).delta / units;
  return perUnit > 0 ? perUnit : undefined;
}

/** In at most six cells: `46,340`, `1.20M`. Powers of 1000, three digits. */
export function shortCount(value: number): string {
  if (Math.abs(value) < MOST_AS_COUNT) return count(value);
  let power = 0;
  let scaled = value;
  while (Math.abs(scaled) >= 999.5 && power < LETTERS.length - 1) {
    scaled /= 1000;
    power++;
  }
  const size = Math.abs(scaled);
  return scaled.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2) + LETTERS[power]!;
}

function objectsWord(number: string): string {
  return `${number} object${/^[+-]?1$/.test(number) ? '' : 's'}`;
}
