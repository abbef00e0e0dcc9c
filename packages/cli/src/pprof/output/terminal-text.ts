import { safeText } from '@heaptide/report';

/**
 * A report for a terminal: names from a profile must not move its cursor or colour it. Elsewhere a report is written byte
 * for byte.
 */
export function terminalText(report: string): string {
  return report.replace(/[^\n\t]+/g, (run) => safeText(run, { limit: Infinity }));
}
