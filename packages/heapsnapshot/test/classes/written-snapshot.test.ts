import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClassTable } from '../../src/classes/class-table.js';
import { nameClasses } from '../../src/classes/name-classes.js';
import { measureDistances, SYSTEM_DISTANCE } from '../../src/graph/distances.js';
import type { HeapSnapshot } from '../../src/model/heap-snapshot.js';
import { readHeapSnapshot } from '../../src/reader/read-heap-snapshot.js';

const PROGRAM = `
  function first() { return class Thing { held = 'x'; }; }
  function second() { return class Thing { held = 'y'; }; }
  const [One, Other] = [first(), second()];
  globalThis.things = [...Array.from({ length: 5 }, () => new One()), ...Array.from({ length: 7 }, () => new Other())];
  globalThis.orders = Array.from({ length: 400 }, (_, at) => ({ orderId: 'o' + at, total: {} }));
  globalThis.parsed = Array.from({ length: 300 }, () => JSON.parse('{"total":{},"extra":"e","orderId":"o"}'));
  require('node:v8').writeHeapSnapshot(process.argv[1]);
`;

let directory: string;
let snapshot: HeapSnapshot;
let classes: ClassTable;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-classes-'));
  const path = join(directory, 'one.heapsnapshot');
  await promisify(execFile)(process.execPath, ['-e', PROGRAM, path], { timeout: 60_000 });
  snapshot = await readHeapSnapshot(path);
  classes = nameClasses(snapshot);
}, 90_000);

afterAll(() => rm(directory, { recursive: true, force: true }));

function countsOf(name: string): number[] {
  const counts = new Map<number, number>();
  for (const given of classes.ofNode) {
    if (classes.names[given] === name) counts.set(given, (counts.get(given) ?? 0) + 1);
  }
  return [...counts.values()].sort((a, b) => a - b);
}

it('names what V8 has written', () => {
  // V8 keeps one object more, the literal's boilerplate.
  expect(countsOf('{orderId, total}')).toEqual([401]);
  expect(countsOf('{total, extra, orderId}')).toEqual([300]);
  expect(countsOf('Function')[0]).toBeGreaterThan(1_000);
});

it('tells two classes of one name apart, and knows their places', () => {
  // Either has its prototype, too, which has no place of its own or that of its constructor.
  const counts = new Map<string, number>();
  for (const given of classes.ofNode) {
    const place = classes.names[given] === 'Thing' ? classes.places[given] : undefined;
    if (place) counts.set(String(place.line), (counts.get(String(place.line)) ?? 0) + 1);
  }
  expect(counts.get('1')).toBeGreaterThanOrEqual(5);
  expect(counts.get('2')).toBeGreaterThanOrEqual(7);
  expect(counts.size).toBe(2);
});

it('reaches all instances from the roots of the program', () => {
  const distances = measureDistances(snapshot);
  const orders = [...classes.ofNode.keys()].filter((node) => {
    return classes.names[classes.ofNode[node]!] === '{orderId, total}' && distances[node]! < SYSTEM_DISTANCE;
  });
  expect(orders).toHaveLength(400);
  // The global object is at 1, its array at 2.
  expect(new Set(orders.map((node) => distances[node]))).toEqual(new Set([3]));
});
