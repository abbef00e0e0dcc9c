import type { CaptureComparison, ComparedSite, PathChange, SiteFunction } from '@heaptide/report/browse';
import type { DiffModel } from '../../src/diff/diff-model.js';
import type { CaptureEntry, CaptureNumber } from '../../src/engine/capture-entry.js';
import { sampleMetadata } from '../sample-report.js';

const MIB = 1024 ** 2;
const INTERVAL = 32_768;

export function sampleEntry(
  index: number,
  changes: Partial<CaptureEntry> = {},
  metadata: Partial<CaptureEntry['metadata']> = {},
): CaptureEntry {
  return {
    number: (index + 1) as CaptureNumber,
    metadata: sampleMetadata(index, metadata),
    life: 1,
    size: 40_000,
    sites: 1204,
    afterGap: false,
    pinned: false,
    note: '',
    ...changes,
  };
}

export type SampleChange = readonly [
  name: string,
  place: string,
  before: number,
  after: number,
  objectSize?: number,
];

/** A site with MiB before and after; `change` as the sampling error has it. */
export function comparedSite([name, place, before, after, objectSize = 500]: SampleChange): ComparedSite {
  const [, file, line] = /^(.*?):?(\d*)$/s.exec(place)!;
  const bytes = { before: before * MIB, after: after * MIB, delta: (after - before) * MIB };
  const error = Math.sqrt(INTERVAL * (bytes.before + bytes.after));
  const objects = [Math.round(bytes.before / objectSize), Math.round(bytes.after / objectSize)] as const;
  const noisy = Math.abs(bytes.delta) <= 3 * error;
  return {
    function: name,
    file: file!,
    line: Number(line),
    ...bytes,
    error,
    change: noisy
      ? 'same'
      : before === 0
        ? 'new'
        : after === 0
          ? 'gone'
          : bytes.delta > 0
            ? 'grown'
            : 'shrunk',
    objects: {
      before: objects[0],
      after: objects[1],
      delta: objects[1] - objects[0],
      error: (error / (bytes.before + bytes.after)) * (objects[0] + objects[1]),
    },
  };
}

export const SAMPLE_CHANGES: readonly SampleChange[] = [
  ['newSession', '/app/packages/proxy/dist/session-table.js:41', 1.02, 23.1, 182],
  ['LocalStorage.set', '/app/dist/storage/local.js:22', 0.4, 9.31, 200],
  ['TransparentProxy.normalizeForwardedHeaders', '/app/packages/proxy/dist/headers.js:88', 0.9, 4.1, 96],
  ['retryQueue.push', '/app/dist/upstream/retry.js:12', 0, 3.2, 64],
  ['ToolCache.warm', '/app/dist/tools/cache.js:19', 4.2, 1.1],
  ['Bootstrap.readConfig', '/app/dist/main.js:77', 2.2, 0],
  ['parseSseChunk', '/app/dist/sse/parse.js:57', 1.5, 1.8],
  ['', '', 0.2, 0.3],
  ['größeBerechnen日本', '/app/dist/größe.js:7', 0.5, 0.5],
];

export function comparisonOf(rows: readonly ComparedSite[]): CaptureComparison {
  const counts = { new: 0, gone: 0, grown: 0, shrunk: 0, same: 0 };
  for (const { change } of rows) counts[change]++;
  const sum = (of: (row: ComparedSite) => number) => rows.reduce((total, row) => total + of(row), 0);
  const before = sum((row) => row.before);
  const after = sum((row) => row.after);
  const objects = [sum((row) => row.objects!.before), sum((row) => row.objects!.after)] as const;
  return {
    sampleType: { type: 'inuse_space', unit: 'bytes' },
    before,
    after,
    delta: after - before,
    error: Math.sqrt(INTERVAL * (before + after)),
    objects: { before: objects[0], after: objects[1], delta: objects[1] - objects[0], error: 900 },
    rows: rows.toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta)),
    counts,
  };
}

const frame = (name: string, file: string, line: number): SiteFunction => ({
  function: name,
  file: `/app/packages/proxy/dist/${file}`,
  line,
});

export function samplePaths(site: SiteFunction): readonly PathChange[] {
  const handle = frame('StreamableHttpHandler.handlePost', 'streamable-http-handler.js', 90);
  const trip = frame('TransparentProxy.roundTrip', 'transparent-proxy.js', 212);
  const add = frame('Manager.addWithId', 'manager.js', 63);
  const sse = frame('handleSse', 'sse.js', 131);
  const change = (
    frames: readonly SiteFunction[],
    before: number,
    after: number,
    folded = 0,
  ): PathChange => ({
    frames: [...frames, site],
    folded,
    before: before * MIB,
    after: after * MIB,
    delta: (after - before) * MIB,
  });
  return [
    change([handle, trip, add], 0.5, 21.4),
    change([sse, add], 0.12, 1.6),
    change([], 0.3, 0),
    change([add], 0.1, 0.1, 12),
  ];
}

export function sampleModel(changes: Partial<DiffModel> = {}): DiffModel {
  const comparison = comparisonOf(SAMPLE_CHANGES.map(comparedSite));
  return {
    a: sampleEntry(0, { pinned: true }),
    b: sampleEntry(14, { note: 'before the config reload' }),
    baseline: 1 as CaptureNumber,
    latest: 15 as CaptureNumber,
    unit: 'sessions',
    comparison,
    refusal: undefined,
    paths: { site: comparison.rows[0]!, changes: samplePaths(comparison.rows[0]!) },
    ...changes,
  };
}

/** A comparison of so many sites, all of which changed, the first the most. */
export function bigComparison(sites: number): CaptureComparison {
  return comparisonOf(
    Array.from({ length: sites }, (_, index) =>
      comparedSite([
        `site${index}`,
        `/app/src/dir${index % 70}/file${index}.js:${index % 400}`,
        0,
        40 + sites - index,
      ]),
    ),
  );
}
