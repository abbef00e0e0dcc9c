import type { CaptureFigures, GrowthReport, SiteReport } from '@heaptide/growth';

const ROWS = 6;
const MIB = 2 ** 20;

/** The table of the story: both proxies' heap after a collection, by sessions served. */
export function beforeAfterTable(before: GrowthReport, after: GrowthReport): string {
  const left = spread(before.captures);
  const right = spread(after.captures);
  const lines = [
    '                  before the fix                          after the fix',
    '   sessions    heap after gc         rss      sessions    heap after gc         rss',
  ];
  for (let row = 0; row < ROWS; row++) {
    lines.push(`${cells(left[row], before.captures[0])}   ${cells(right[row], after.captures[0])}`);
  }
  return [...lines, '', `before: ${conclusion(before)}`, `after:  ${conclusion(after)}`].join('\n');
}

/** The sites that the report names as findings. */
export function findingsOf({ sites }: GrowthReport): SiteReport[] {
  return sites.filter(({ verdict }) => verdict === 'leak' || verdict === 'backlog');
}

function spread(captures: readonly CaptureFigures[]): CaptureFigures[] {
  const step = Math.max(1, (captures.length - 1) / (ROWS - 1));
  return Array.from({ length: ROWS }, (_, row) => captures[Math.round(row * step)]).filter(
    (capture) => capture !== undefined,
  );
}

function cells(capture: CaptureFigures | undefined, first: CaptureFigures | undefined): string {
  if (capture === undefined || first === undefined) return ''.padEnd(40);
  const sessions = (capture.work['sessions.created'] ?? 0) - (first.work['sessions.created'] ?? 0);
  const mib = (bytes: number): string => `${(bytes / MIB).toFixed(2)} MiB`;
  return [
    sessions.toLocaleString('en').padStart(11),
    mib(capture.heapUsed).padStart(17),
    mib(capture.rss).padStart(12),
  ].join('');
}

function conclusion(report: GrowthReport): string {
  const [site] = findingsOf(report);
  if (site === undefined) return `${report.verdict}, ${report.reason}`;
  const { perUnit, low, high } = site.slope;
  const where = `${site.file.split('/').slice(-4).join('/')}:${site.line}:${site.column}`;
  const bytes = `${perUnit.toFixed(0)} B (${low.toFixed(0)} to ${high.toFixed(0)}) per session`;
  return `${site.verdict}, ${site.function} at ${where} keeps ${bytes}`;
}
