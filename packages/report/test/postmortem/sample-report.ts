import type { PostmortemReport } from '../../src/postmortem/index.js';

const FILE = '/app/proxy/session-registry.js';
const START = Date.UTC(2026, 10, 27, 12, 10);

/** A leak of which everything is known; `changes` on top. */
export function sampleReport(changes: Partial<PostmortemReport> = {}): PostmortemReport {
  return {
    process: { name: 'api-7f9c', pid: 19_235, nodeVersion: 'v22.23.3' },
    death: {
      kind: 'v8-limit',
      words: ['V8 gave up at its heap limit (exit 134): old_space was full; no kernel kill'],
      evidence: [
        ['node report ', { name: 'report.1.json' }, ': Allocation failed - JavaScript heap out of memory'],
        ['log ', { name: 'api.log' }, ': ', { name: 'FATAL ERROR: Reached heap limit' }],
      ],
      space: 'old_space',
      time: '2026-11-27T13:30:29.000Z',
      exitCode: 134,
    },
    verdict: 'leak',
    accumulation: {
      holder: { class: 'Map', id: 4711, name: 'SessionRegistry.sessions (Map)' },
      leakedClass: 'SessionRecord',
      count: 41_233,
      retainedSize: 39_950_745,
      heapSize: 42_991_616,
      path: [
        { class: 'global', id: 3, edge: '' },
        { class: 'SessionRegistry', id: 99, edge: '.registry' },
        { class: 'Map', id: 4711, edge: '.sessions' },
        { class: 'SessionRecord', id: 5000, edge: '[3]' },
      ],
      declaredAt: { function: 'SessionRecord', file: FILE, line: 12, column: 14 },
    },
    site: {
      function: 'onResponse',
      file: FILE,
      line: 212,
      column: 3,
      path: [
        { function: 'handle', file: FILE, line: 88, column: 1 },
        { function: 'onResponse', file: FILE, line: 212, column: 3 },
      ],
      inuseSpace: 38_000_000,
      allSpace: 41_000_000,
      memory: 'heap',
      join: 'call-path',
      reason: '147 of 147 samples older than 1,500 sessions are still alive',
    },
    growth: [
      {
        source: 'captures',
        of: [{ name: 'onResponse' }],
        points: [3, 9, 14, 26, 38].map((mib, i) => ({
          time: new Date(START + i * 20 * 60_000).toISOString(),
          bytes: mib * 2 ** 20,
        })),
        perMinute: 304_087,
        perUnit: { unit: 'sessions', bytes: 960 },
        limitAt: '2026-11-27T13:31:00.000Z',
      },
    ],
    notIt: [
      { memory: 'external', from: 1_258_291, to: 1_258_400 },
      { memory: 'outside-heap', from: 31 * 2 ** 20, to: 33 * 2 ** 20 },
    ],
    limits: [["V8's heap limit 60.0 MiB"]],
    confidence: 'high',
    agreeing: [['17 captures'], ['2 heap snapshots'], ['V8: old_space was full']],
    gaps: [['what the first minute held was not recorded']],
    files: [
      ...[1, 2, 3, 4].map((n) => ({
        path: `ring/${n}.heap.pb.gz`,
        kind: 'capture' as const,
        state: 'ok' as const,
        note: `number ${n}`,
      })),
      { path: 'Heap.1.heapsnapshot', kind: 'heap-snapshot', state: 'empty', note: 'killed while writing' },
    ],
    next: [['let go of ', { name: 'SessionRecord' }, ' when its session ends']],
    ...changes,
  };
}

/** A name that is made to be a nuisance. */
export const HOSTILE = '<img src=x onerror=alert(1)>`|"\u001b[31m\u202E @someone #1 **b**';
/** What of it a terminal acts on. */
export const ACTED_ON = ['\u001b', '\u202E'];
