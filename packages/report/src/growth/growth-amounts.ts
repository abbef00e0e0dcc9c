import { type OffHeapGrowth, type Outlook, singular, type Slope } from '@heaptide/growth';
import { bytesLike, duration, longBytes, rate, signedLongBytes } from '@heaptide/profile';

const YEAR_S = 365 * 86_400;
/** Below, whole bytes say too little. */
const FEW_BYTES = 9.995;

/** `126 B (109 to 144)`: a rate per unit of work with its 95 % interval, in the unit of the rate. */
export function rateWithInterval({ perUnit, low, high }: Slope): string {
  if (Math.abs(perUnit) < FEW_BYTES) {
    const bytes = (value: number): string => (value === 0 ? '0' : value.toFixed(2));
    return `${rate(perUnit)} B (${bytes(low)} to ${bytes(high)})`;
  }
  return `${longBytes(perUnit)} (${bytesLike(low, perUnit)} to ${bytesLike(high, perUnit)})`;
}

/** As {@link rateWithInterval} for a column of figures: signed, `-` where nothing grows. */
export function rateCell(slope: Slope): string {
  if (slope.perUnit === 0) return '-';
  return (slope.perUnit > 0 ? '+' : '') + rateWithInterval(slope);
}

/** `+1.54 MiB`, `-` where nothing grows. */
export function minuteCell({ perSecond }: Slope): string {
  return perSecond === 0 ? '-' : signedLongBytes(perSecond * 60);
}

/** `heap limit in 3h10m (2h50m to 3h40m)`. */
export function outlookText({ limit, seconds, low, high }: Outlook): string {
  const until = high === undefined ? `${timeLeft(low)} or later` : `${timeLeft(low)} to ${timeLeft(high)}`;
  return `${limit} limit in ${timeLeft(seconds)} (${until})`;
}

/** `native memory grew by 24.0 MiB, 2.05 KiB per request, that no site explains`. */
export function offHeapText({ memory, bytes, perUnit }: OffHeapGrowth, unit: string): string {
  return `${memory} memory grew by ${longBytes(bytes)}, ${longBytes(perUnit)} per ${singular(unit)}, that no site explains`;
}

function timeLeft(seconds: number): string {
  return seconds > YEAR_S ? 'more than a year' : duration(seconds * 1000);
}
