import type { Capture } from '@heaptide/targets';
import type { RuledOut } from '@heaptide/report/postmortem';
import type { SnapshotFindings } from './snapshot-findings.js';

/** A part of memory whose growth is less than this share of the heap's is not what filled memory up. */
const MOST_OF_HEAP_GROWTH = 0.15;
/** Growth by less than this share of itself is none. */
const FLAT = 0.1;

/** The parts of memory that were measured at least twice and did not grow, or little beside the heap. */
export function ruledOut(captures: readonly Capture[], { code }: Pick<SnapshotFindings, 'code'>): RuledOut[] {
  const readings = captures.flatMap(({ metadata }) =>
    metadata === undefined || metadata.kind === 'external' || metadata.rss <= 0 ? [] : [metadata],
  );
  const first = readings[0];
  const last = readings.at(-1);
  const measured: RuledOut[] = [];
  let heapGrowth = 0;
  if (first !== undefined && last !== undefined && first !== last) {
    heapGrowth = last.heapUsed - first.heapUsed;
    const outside = ({ rss, heapTotal, external }: typeof first) => Math.max(0, rss - heapTotal - external);
    measured.push(
      { memory: 'external', from: first.external, to: last.external },
      { memory: 'outside-heap', from: outside(first), to: outside(last) },
    );
  }
  if (code !== undefined) measured.push({ memory: 'code', ...code });
  return measured.filter(
    ({ from, to }) => to - from <= Math.max(FLAT * from, MOST_OF_HEAP_GROWTH * heapGrowth),
  );
}
