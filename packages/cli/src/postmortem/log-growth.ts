import type { GrowthHistory } from '@heaptide/report/postmortem';
import type { LogFindings } from './evidence/log/log-findings.js';

/** Fewer say nothing of a direction. */
const FEWEST = 3;

/** How the heap grew after each full collection, by the lines that V8 left in a log. */
export function logGrowth(logs: readonly LogFindings[]): GrowthHistory[] {
  return logs.flatMap(({ collections }) => {
    const full = collections.filter(
      ({ kind }) => kind.startsWith('Mark-Compact') || kind.startsWith('Mark-sweep'),
    );
    const { pid } = full.at(-1) ?? {};
    const ofOne = full.filter((one) => one.pid === pid);
    const [first] = ofOne;
    const last = ofOne.at(-1);
    if (first === undefined || last === undefined || ofOne.length < FEWEST) return [];
    const minutes = (last.uptimeMs - first.uptimeMs) / 60_000;
    const perMinute = minutes > 0 ? (last.after - first.after) / minutes : 0;
    return [
      {
        source: 'gc-log' as const,
        of: ['the heap after full collections'],
        points: ofOne.map(({ after }) => ({ bytes: after })),
        ...(perMinute > 0 ? { perMinute } : {}),
      },
    ];
  });
}
