import type { GrowthReport, SiteReport, Verdict } from '@heaptide/growth';
import type { Capture, CaptureMetadata } from '@heaptide/targets';

export const START = Date.parse('2026-03-11T13:48:31Z');
export const EVERY_MS = 10_000;

export function sampleMetadata(index: number, changes: Partial<CaptureMetadata> = {}): CaptureMetadata {
  return {
    schema: 'heaptide.capture/1',
    time: new Date(START + index * EVERY_MS).toISOString(),
    pid: 812,
    startedAt: '2026-03-11T13:00:00.000Z',
    service: 'proxy',
    versions: { node: 'v20.20.2', heaptide: '0.1.0' },
    gc: 'forced',
    births: true,
    interval: 32_768,
    depth: 64,
    clock: index * 1e8,
    heapUsed: (30 + 2 * index) * 1024 ** 2,
    heapTotal: 80 * 1024 ** 2,
    heapLimit: 96 * 1024 ** 2,
    rss: (71.2 + 2 * index) * 1024 ** 2,
    external: 2 * 1024 ** 2,
    arrayBuffers: 1024 ** 2,
    cgroup: { usage: (71.2 + 2 * index) * 1024 ** 2, limit: 128 * 1024 ** 2 },
    work: { sessions: 1870 + 551 * index, requests: 9000 + 3310 * index },
    gaps: [],
    ...changes,
  };
}

/** A capture whose profile nobody reads: the judge in these tests looks at the metadata only. */
export function sampleCapture(index: number, changes: Partial<CaptureMetadata> = {}): Capture {
  return { profile: {} as Capture['profile'], metadata: sampleMetadata(index, changes) };
}

export interface SampleSite {
  readonly name: string;
  readonly file: string;
  readonly line?: number;
  readonly verdict?: Verdict;
  /** Live bytes at capture 0, and growth per capture. */
  readonly start?: number;
  readonly step?: number;
  readonly wobble?: readonly number[];
  readonly perUnit?: number;
  readonly changes?: Partial<SiteReport>;
}

export function sampleSite(site: SampleSite, captures: number): SiteReport {
  const { name, file, line = 41, verdict = 'flat', start = 0, step = 0, wobble = [0], perUnit = 0 } = site;
  const inuseSpace = Array.from(
    { length: captures },
    (_, index) => start + step * index + wobble[index % wobble.length]!,
  );
  const frame = { function: name, file, line, column: 10 };
  return {
    ...frame,
    path: [
      { function: 'handlePost', file: 'packages/proxy/dist/server.js', line: 90, column: 3 },
      { function: 'roundTrip', file: 'packages/proxy/dist/transparent-proxy.js', line: 212, column: 5 },
      frame,
    ],
    verdict,
    confirmed: verdict === 'leak',
    reason: 'none of 310 samples older than 3 captures has died in 5,510 sessions',
    inuseSpace,
    inuseObjects: inuseSpace.map((bytes) => Math.round(bytes / 182)),
    slope: {
      perUnit,
      low: perUnit - 14,
      high: perUnit + 14,
      perSecond: step / (EVERY_MS / 1000),
    },
    evidence: { samples: 600, births: 540, deaths: 3, crossings: 310 },
    retracted: false,
    uncertainSite: false,
    ...site.changes,
  };
}

export const SAMPLE_SITES: readonly SampleSite[] = [
  {
    name: 'newSession',
    file: '/app/packages/proxy/dist/session-table.js',
    verdict: 'leak',
    start: 1e5,
    step: 276_000,
    perUnit: 182,
  },
  {
    name: 'TransparentProxy.normalizeForwardedHeaders',
    file: '/app/packages/proxy/dist/headers.js',
    line: 88,
    verdict: 'growing',
    start: 3e6,
    step: 15_000,
    perUnit: 27,
  },
  {
    name: 'IncomingMessage',
    file: 'node:_http_incoming',
    line: 12,
    start: 2.9e6,
    wobble: [0, 9e4, -7e4, 4e4],
  },
  {
    name: 'ToolCache.warm',
    file: '/app/dist/tools/cache.js',
    line: 19,
    verdict: 'bounded',
    start: 1.1e6,
    wobble: [0, 2e5, 4e5, 6e5],
  },
  {
    name: 'parseSseChunk',
    file: '/app/dist/sse/parse.js',
    line: 57,
    verdict: 'shrinking',
    start: 2e6,
    step: -8e4,
  },
  { name: 'retryQueue.push', file: '/app/dist/upstream/retry.js', line: 12, verdict: 'new', start: 4e5 },
  { name: 'größeBerechnen日本', file: '/app/dist/größe.js', line: 7, start: 3e5 },
];

export function sampleReport(captures: number, changes: Partial<GrowthReport> = {}): GrowthReport {
  return {
    schema: 'heaptide.growth/1',
    verdict: 'leak',
    reason: 'newSession keeps what it allocates',
    unit: 'sessions',
    captures: Array.from({ length: captures }, (_, index) => {
      const { time, work, gc, heapUsed, heapLimit, rss, external } = sampleMetadata(index);
      return { time, work, gc, heapUsed, heapLimit, rss, external };
    }),
    sites: SAMPLE_SITES.map((site) => sampleSite(site, captures)),
    ...changes,
  };
}
