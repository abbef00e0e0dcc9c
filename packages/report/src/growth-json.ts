import type { GrowthReport } from '@heaptide/growth';

/** The report as one JSON document of schema `heaptide.growth/1`, with a final newline. */
export function renderGrowthJson(report: GrowthReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
