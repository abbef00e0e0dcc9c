import type { GrowthReport } from '@heaptide/growth';
import type { NamelessGrowth } from '@heaptide/report/postmortem';

/** Growth that no site explains, where captures saw some. */
export function namelessGrowth(report: GrowthReport | undefined): NamelessGrowth | undefined {
  if (report?.offHeap === undefined) return undefined;
  const { memory, bytes, reason } = report.offHeap;
  return { memory, bytes, reason };
}
