import type { GrowthReport } from '@heaptide/growth';
import { count, longBytes } from '@heaptide/profile';
import type { Phrase } from './phrase.js';

/** What was looked at: captures, work, and the memory of the process before and after. */
export function seriesLine({ captures, unit }: GrowthReport, timed: boolean): Phrase {
  const first = captures[0]!;
  const last = captures.at(-1)!;
  const seconds = (Date.parse(last.time) - Date.parse(first.time)) / 1000;
  const done = (last.work[unit] ?? 0) - (first.work[unit] ?? 0);
  const uncollected = captures.filter(({ gc }) => gc !== 'forced').length;
  const of = uncollected < captures.length ? ` in ${uncollected} of them` : '';
  const garbage = uncollected === 0 ? '' : ` (garbage included${of})`;
  return [
    `${captures.length} ${captures.length === 1 ? 'capture' : 'captures'}`,
    ...(timed ? [` over ${seconds.toFixed(1)} s`] : []),
    ...(unit === 'second' ? [', no work counter, so by time only'] : [`, ${count(done)} `, unit]),
    `, heap ${longBytes(first.heapUsed)} to ${longBytes(last.heapUsed)}${garbage}`,
    ...(last.rss > 0 ? [`, rss ${longBytes(first.rss)} to ${longBytes(last.rss)}`] : []),
  ];
}

/** How much is left until memory runs out, where that is known. */
export function limitLine({ outlook, captures }: GrowthReport): Phrase | undefined {
  if (outlook === undefined) return undefined;
  const { limit, bytesLeft } = outlook;
  const heapLimit = captures.at(-1)!.heapLimit;
  const whole = limit === 'heap' && heapLimit > 0 ? ` of ${longBytes(heapLimit)}` : '';
  return [`${longBytes(bytesLeft)} are left below the ${limit} limit${whole}`];
}
