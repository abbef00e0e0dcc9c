import type { SiteReport } from '@heaptide/growth';
import { bytesOf, count, longBytes, safeText, shortBytes, shortBytesLike } from '@heaptide/report';
import type { CaptureMetadata } from '@heaptide/targets';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { fullPlace, functionName } from '../sites/site-names.js';
import { samplingError } from '../sites/site-row.js';
import type { WatchState } from '../session/watch-state.js';
import { PLAIN_STYLE } from './finding-line.js';

const MOST_SITES = 15;

/**
 * What one capture can tell: memory against its limits, work done, and what holds most. Empty where there is none.
 * Figures stand before names, so that names need not be cut.
 */
export function onceReport({ report, latest, name }: WatchState, style = PLAIN_STYLE): readonly string[] {
  if (report === undefined) return [];
  const held = report.sites.map((site) => ({ site, inuse: site.inuseSpace.at(-1) ?? 0 }));
  const largest = held
    .filter(({ inuse }) => inuse > 0)
    .sort((a, b) => b.inuse - a.inuse)
    .slice(0, MOST_SITES);
  const interval = latest?.interval ?? 0;
  const left = held.length - largest.length;
  return [
    ...(latest === undefined ? [safeText(name, style)] : processLines(latest, name, style)),
    '',
    ...(largest.length === 0 ? ['no allocation site was sampled'] : siteTable(largest, interval, style)),
    ...(left > 0 ? [`and ${count(left)} more ${left === 1 ? 'site' : 'sites'}`] : []),
    '',
    'verdict: none. One capture shows what is held, not what grows: watch for a while, or give --duration 60s',
  ];
}

function processLines(metadata: CaptureMetadata, name: string, style: DrawingStyle): readonly string[] {
  const { service, pid, versions, heapUsed, heapLimit, rss, cgroup, external, work, gc, time } = metadata;
  const titles = [name, service, `pid ${pid}`, `node ${versions.node ?? 'of unknown version'}`, time];
  const counters = Object.entries(work).map(
    ([counter, done]) => `${safeText(counter, style)} ${count(done)}`,
  );
  return [
    titles.map((text) => safeText(text, style)).join('  '),
    `heap   ${memoryOf(heapUsed, heapLimit)}${gc === 'none' ? '  without GC before it: garbage included' : ''}`,
    ...(cgroup === undefined ? [] : [`cgroup ${memoryOf(cgroup.usage, cgroup.limit)}`]),
    `rss    ${longBytes(rss)}  external ${longBytes(external)}`,
    `work   ${counters.length === 0 ? 'no counter' : counters.join('  ')}`,
  ];
}

function memoryOf(used: number, limit: number): string {
  if (!(limit > 0)) return `${longBytes(used)}, no limit known`;
  return `${bytesOf(used, limit, ' of ')} (${Math.round((100 * used) / limit)} %)`;
}

interface HeldSite {
  readonly site: SiteReport;
  readonly inuse: number;
}

function siteTable(sites: readonly HeldSite[], interval: number, style: DrawingStyle): readonly string[] {
  const rows = sites.map(({ site, inuse }) => [
    shortBytes(inuse),
    interval > 0 ? `${style.plusMinus}${shortBytesLike(samplingError(inuse, interval), inuse)}` : '',
    count(site.inuseObjects.at(-1) ?? 0),
    [
      safeText(functionName(site.function), style),
      safeText(fullPlace(site), style),
      ...(site.kind === undefined ? [] : [`(${site.kind} memory)`]),
    ].join('  '),
  ]);
  const titles = ['IN USE', '', 'OBJECTS', 'SITE'];
  const widths = titles.map((_, column) => Math.max(...[titles, ...rows].map((row) => row[column]!.length)));
  const last = titles.length - 1;
  return [titles, ...rows].map((row) =>
    row.map((cell, column) => (column === last ? cell : cell.padStart(widths[column]!))).join('  '),
  );
}
