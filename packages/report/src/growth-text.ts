import { type GrowthReport, type SiteReport, singular, type Verdict } from '@heaptide/growth';
import { count, longBytes, signedLongBytes } from '@heaptide/profile';
import { safeText } from './safe-text.js';
import { layOutTable } from './text-table.js';

export interface GrowthTextOptions {
  /** Show every site, not only those that grow. */
  readonly all?: boolean;
}

const QUIET: ReadonlySet<Verdict> = new Set(['bounded', 'flat', 'shrinking', 'new']);

/** The report for a terminal or a log: the verdict, the sites that grow, and why each is judged so. */
export function renderGrowthText(report: GrowthReport, { all = false }: GrowthTextOptions = {}): string {
  const shown = report.sites.filter((site) => all || site.retracted || !QUIET.has(site.verdict));
  const lines = [`${report.verdict}: ${report.reason}`, seriesLine(report)];
  if (shown.length > 0) lines.push('', ...siteTable(shown, report.unit));
  const explained = shown.filter((site) => site.retracted || !QUIET.has(site.verdict));
  if (explained.length > 0) lines.push('', ...explained.map(reasonLine));
  const quiet = quietLine(report.sites.filter((site) => !shown.includes(site)));
  if (quiet !== undefined) lines.push('', quiet);
  return `${lines.join('\n')}\n`;
}

function seriesLine({ captures, unit }: GrowthReport): string {
  const first = captures[0]!;
  const last = captures.at(-1)!;
  const seconds = (Date.parse(last.time) - Date.parse(first.time)) / 1000;
  const done = (last.work[unit] ?? 0) - (first.work[unit] ?? 0);
  const collected = captures.every(({ gc }) => gc === 'forced');
  return [
    `${captures.length} captures over ${seconds.toFixed(1)} s`,
    unit === 'second' ? 'no work counter, so by time only' : `${count(done)} ${safeText(unit)}`,
    `heap ${longBytes(first.heapUsed)} to ${longBytes(last.heapUsed)}${collected ? '' : ' (garbage included)'}`,
    `rss ${longBytes(first.rss)} to ${longBytes(last.rss)}`,
  ].join(', ');
}

function siteTable(sites: readonly SiteReport[], unit: string): string[] {
  const columns = [
    { title: 'VERDICT', align: 'left' },
    { title: 'SITE', align: 'left' },
    { title: 'LOCATION', align: 'left' },
    { title: 'IN USE', align: 'right' },
    { title: `PER ${safeText(singular(unit)).toUpperCase()} (95%)`, align: 'right' },
    { title: 'PER MINUTE', align: 'right' },
  ] as const;
  return layOutTable(
    columns,
    sites.map((site) => [
      site.verdict,
      safeText(site.function) + (site.kind === undefined ? '' : ` (${site.kind})`),
      location(site),
      longBytes(site.inuseSpace.at(-1)!),
      interval(site),
      signedLongBytes(site.slope.perSecond * 60),
    ]),
  );
}

function interval({ slope: { perUnit, low, high } }: SiteReport): string {
  return perUnit === 0 ? '-' : `${signedLongBytes(perUnit)} (${longBytes(low)} to ${longBytes(high)})`;
}

function reasonLine(site: SiteReport): string {
  const caller = site.path.at(-2);
  const from = caller === undefined ? '' : `, called by ${safeText(caller.function)}`;
  const doubt = site.uncertainSite ? '; inlining is on, so the true function may be one that it calls' : '';
  return `${safeText(site.function)}${from}: ${safeText(site.reason)}${doubt}`;
}

function location({ file, line, column }: SiteReport): string {
  return `${safeText(file)}:${line}:${column}`;
}

function quietLine(sites: readonly SiteReport[]): string | undefined {
  if (sites.length === 0) return undefined;
  const counts = [...QUIET].map((verdict) => ({
    verdict,
    n: sites.filter((site) => site.verdict === verdict).length,
  }));
  const listed = counts.filter(({ n }) => n > 0).map(({ verdict, n }) => `${n} ${verdict}`);
  return `${sites.length} more ${sites.length === 1 ? 'site' : 'sites'}: ${listed.join(', ')}`;
}
