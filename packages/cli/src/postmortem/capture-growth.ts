import type { SiteReport } from '@heaptide/growth';
import { type GrowthHistory, type GrowthPoint, shortName } from '@heaptide/report/postmortem';
import type { CaptureFindings } from './judge-captures.js';

/** How the accused site grew, and the heap as a whole, by the captures; nothing of fewer than two. */
export function captureGrowth(
  { captures, report, timed }: CaptureFindings,
  site: SiteReport | undefined,
): GrowthHistory[] {
  if (report === undefined) return [];
  const read = captures.filter(({ metadata }) => (metadata?.kind ?? 'heap') === (site?.kind ?? 'heap'));
  const point = (bytes: number, at: number): GrowthPoint => {
    const time = timed ? read[at]?.metadata?.time : undefined;
    return { bytes, ...(time === undefined ? {} : { time }) };
  };
  const history: GrowthHistory[] = [];
  if (site !== undefined && site.inuseSpace.length > 1) {
    const { perUnit, perSecond } = site.slope;
    const limitAt =
      report.outlook === undefined ? undefined : reachedAt(report.captures.at(-1)!.time, report.outlook);
    history.push({
      source: 'captures',
      of: [{ name: shortName(site) }],
      points: site.inuseSpace.map(point),
      ...(timed && perSecond > 0 ? { perMinute: 60 * perSecond } : {}),
      ...(perUnit > 0 && report.unit !== 'second' ? { perUnit: { unit: report.unit, bytes: perUnit } } : {}),
      ...(timed && limitAt !== undefined ? { limitAt } : {}),
    });
  }
  const heap = report.captures.filter(({ heapUsed }) => heapUsed > 0);
  if (heap.length > 1) {
    history.push({
      source: 'captures',
      of: ['the whole heap'],
      points: heap.map(({ heapUsed, time }) => ({ bytes: heapUsed, ...(timed ? { time } : {}) })),
    });
  }
  return history;
}

function reachedAt(last: string, { seconds }: { readonly seconds: number }): string | undefined {
  const moment = Date.parse(last) + 1000 * seconds;
  return Number.isFinite(moment) && moment < 8.64e15 ? new Date(moment).toISOString() : undefined;
}
