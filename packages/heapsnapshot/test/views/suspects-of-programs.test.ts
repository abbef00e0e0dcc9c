import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { analyseHeapSnapshot } from '../../src/analyse-heap-snapshot.js';
import { growthOverSnapshots } from '../../src/growth/growth-over-snapshots.js';
import { readHeapSnapshot } from '../../src/reader/read-heap-snapshot.js';
import { allocationPlaces } from '../../src/views/allocation-places.js';
import { findSuspects } from '../../src/views/find-suspects.js';
import { nodeVersionOf } from '../../src/views/node-version.js';
import { summariseKinds } from '../../src/views/summarise-kinds.js';

const PROGRAMS = fileURLToPath(new URL('../../../../fixtures/apps/leaks-in-heap/', import.meta.url));

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-suspects-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The heap of a program after each round of its work. */
async function heapsOf(program: string, rounds: number): Promise<readonly HeapGraph[]> {
  const paths = Array.from({ length: rounds }, (_, round) =>
    join(directory, `${program}-${round}.heapsnapshot`),
  );
  const script = join(PROGRAMS, `${program}.mjs`);
  await promisify(execFile)(process.execPath, [script, ...paths], { timeout: 60_000 });
  const graphs: HeapGraph[] = [];
  for (const path of paths) {
    graphs.push(await analyseHeapSnapshot(await readHeapSnapshot(path)));
    await rm(path);
  }
  return graphs;
}

test.each([
  { program: 'map-cache', reached: 'SessionCache.records (Map)', leaked: 'SessionRecord' },
  { program: 'shared-context', reached: 'Router.handlers (Array)', leaked: 'RequestBody' },
  { program: 'listeners', reached: 'ConfigBus._events.reload (Array)', leaked: 'RequestScope' },
  { program: 'buffers', reached: 'UploadStore.chunks (Array)', leaked: 'Buffer' },
  { program: 'pending-promises', reached: 'Lock.waiting (Array)', leaked: 'Promise' },
  { program: 'linked-list', reached: 'AuditLog.newest (AuditEntry)', leaked: 'AuditEntry' },
  { program: 'sliced-strings', reached: 'TokenIndex.tokens (Map)', leaked: '(sliced string)' },
  { program: 'weakmap-values', reached: 'ConnectionLog.closed (Array)', leaked: 'ConnectionStats' },
  { program: 'static-registry', reached: 'Plugin.instances (Array)', leaked: 'Plugin' },
  { program: 'nested-maps', reached: 'Usage.tenants (Map)', leaked: 'DayCounter' },
  { program: 'unref-timers', reached: 'variable running (Set) of unref-timers.mjs', leaked: 'Timeout' },
  {
    program: 'suspended-calls',
    reached: 'variable gate (Promise) of suspended-calls.mjs',
    leaked: 'Generator',
  },
])('$program: $leaked in $reached', async ({ program, reached, leaked }) => {
  const [graph] = await heapsOf(program, 1);
  const [suspect] = findSuspects(graph!);
  expect(suspect).toMatchObject({ severity: 'accumulation', leakedClass: leaked, holder: { reached } });
});

test('timers are held by their list', async () => {
  const [graph] = await heapsOf('timers', 1);
  expect(findSuspects(graph!)[0]).toMatchObject({
    severity: 'accumulation',
    leakedClass: 'Timeout',
    count: 4_000,
    holder: { class: 'TimersList', field: '60000' },
  });
});

test('functions are told by what they are of', async () => {
  const [graph] = await heapsOf('hooks-set', 1);
  expect(findSuspects(graph!)[0]!.text).toMatch(
    /^Lifecycle\.hooks \(Set\) holds 12,000 closures of flushJob \(hooks-set\.mjs:17\), /,
  );
  expect(nodeVersionOf(graph!)).toBe(process.versions.node);
});

test.each(['healthy-http', 'healthy-lru', 'healthy-pool', 'healthy-warm-caches', 'healthy-buffer-pool'])(
  '%s has none',
  async (program) => {
    const graphs = await heapsOf(program, 3);
    const severities = (of: readonly HeapGraph[]) =>
      growthOverSnapshots(of).suspects.map(({ severity }) => severity);
    for (const graph of graphs) {
      expect(findSuspects(graph).filter(({ severity }) => severity !== 'info')).toEqual([]);
    }
    expect(severities(graphs.slice(1))).not.toContain('leak');
    expect(severities(graphs)).not.toContain('leak');
  },
);

describe('three rounds of a program that leaks', () => {
  let graphs: readonly HeapGraph[];
  beforeAll(async () => {
    graphs = await heapsOf('map-cache', 3);
  }, 60_000);

  test('show that it does, and how fast', () => {
    expect(growthOverSnapshots(graphs).suspects[0]).toMatchObject({
      severity: 'leak',
      count: 12_000,
      growth: { arrivals: [4_000, 4_000, 4_000] },
    });
  });

  test('tell where the class is declared, to be matched with who allocates', () => {
    const [suspect] = findSuspects(graphs[0]!);
    expect(suspect!.place?.file).toMatch(/map-cache\.mjs$/);
    expect(suspect!.place?.line).toBeGreaterThan(1);
    expect(allocationPlaces(graphs[0]!).ofClass(suspect!.classIndex)).toEqual(suspect!.place);
    expect(suspect!.path.steps.find(({ edge }) => edge.text === 'variable cache')?.file).toMatch(
      /map-cache\.mjs$/,
    );
  });

  test('have kinds that make up the whole', () => {
    const { total, code, strings, jsArrays, native, system, rest } = summariseKinds(graphs[0]!);
    expect(code + strings + jsArrays + native + system + rest).toBeCloseTo(total, 3);
    expect(Math.min(code, strings, jsArrays, native, rest)).toBeGreaterThan(0);
  });
});
