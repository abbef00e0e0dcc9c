import { type HeapGraph, openHeapSnapshot } from '@heaptide/heapsnapshot';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClassArrangement } from '../../src/snapshot-browse/class-items.js';
import { SnapshotBrowser } from '../../src/snapshot-browse/snapshot-browser.js';

const COUNT = 300;

/** Writes a snapshot of a heap with that many sessions. */
const PROGRAM = `
class BrowsedSession {
  constructor(id) {
    this.token = ('browsed-token-' + id).repeat(3);
  }
}
class BrowsedRegistry {
  sessions = new Map();
}
globalThis.browsedRegistry = new BrowsedRegistry();
for (let id = 0; id < ${COUNT}; id++) browsedRegistry.sessions.set(id, new BrowsedSession(id));
require('node:v8').writeHeapSnapshot(process.argv[1]);
`;

const ARRANGEMENT = { order: 'retained', reversed: false, filter: '' } as const;
let graph: HeapGraph;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-browse-'));
  const path = join(directory, 'own.heapsnapshot');
  execFileSync(process.execPath, ['-e', PROGRAM, path], { timeout: 30_000 });
  graph = await openHeapSnapshot(path);
}, 60_000);
afterAll(() => rm(directory, { recursive: true }));

function classRow(browser: SnapshotBrowser, name: string): number {
  const { rows } = browser.answer({ kind: 'classes', arrangement: ARRANGEMENT, from: 0, count: 100_000 });
  return rows.findIndex((row) => row.name === name);
}

describe('a snapshot of a process', () => {
  test('its classes, of which one opens to its objects', () => {
    const browser = new SnapshotBrowser(graph);
    const index = classRow(browser, 'BrowsedSession');
    browser.answer({ kind: 'toggle', face: 'classes', index });
    const page = browser.answer({ kind: 'classes', arrangement: ARRANGEMENT, from: index, count: 3 });
    expect(page.rows[0]).toMatchObject({ kind: 'class', count: COUNT, standing: 'open', depth: 0 });
    expect(page.rows[1]).toMatchObject({ kind: 'node', name: 'BrowsedSession', depth: 1, parent: index });
    expect(page.length).toBe(browser.summary.classCount + 101);
  });

  test('its classes in every order, and those that a filter leaves', () => {
    const browser = new SnapshotBrowser(graph);
    const ask = (change: Partial<ClassArrangement>) =>
      browser.answer({
        kind: 'classes',
        arrangement: { ...ARRANGEMENT, ...change },
        from: 0,
        count: 100_000,
      }).rows;
    expect(
      ask({ filter: 'BROWSED' })
        .map(({ name }) => name)
        .sort(),
    ).toEqual(expect.arrayContaining(['BrowsedRegistry', 'BrowsedSession']));
    for (const order of ['retained', 'shallow', 'count'] as const) {
      const sizes = ask({ order }).map((row) => row[order]);
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      expect(ask({ order, reversed: true }).map((row) => row[order])).toEqual(sizes.toReversed());
    }
    const names = ask({ order: 'name' }).map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
  });

  test('the way to one of its objects, without the keys of the map', () => {
    const browser = new SnapshotBrowser(graph);
    const index = classRow(browser, 'BrowsedSession');
    browser.answer({ kind: 'toggle', face: 'classes', index });
    const { rows } = browser.answer({ kind: 'classes', arrangement: ARRANGEMENT, from: index, count: 2 });
    const node = rows[1]!.node!;
    const path = browser.answer({ kind: 'path', node, index: 0 });
    expect(path.subject).toMatchObject({ name: 'BrowsedSession', node });
    expect(path.steps[0]).toMatchObject({ edge: '', node: 0 });
    expect(path.steps.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['BrowsedRegistry', 'Map', 'BrowsedSession']),
    );
    expect(path.steps.find(({ name }) => name === 'Map')!.edge).toBe('.sessions');
    expect(path.steps.at(-1)!.node).toBe(node);
  });

  test('its dominators, of all and of one object', () => {
    const browser = new SnapshotBrowser(graph);
    const all = browser.answer({ kind: 'dominators', top: undefined, from: 0, count: 1000 });
    const total = all.rows.reduce((sum, { retained }) => sum + retained, 0);
    expect(total + graph.selfSizes[0]!).toBe(browser.summary.total);
    const [registry] = all.rows.filter(({ node }) => node !== undefined);
    const one = browser.answer({ kind: 'dominators', top: registry!.node, from: 0, count: 5 });
    expect(one.rows.map(({ node }) => node)).toEqual([registry!.node]);
  });

  test('a node that is not there is refused', () => {
    const browser = new SnapshotBrowser(graph);
    for (const node of [-1, graph.snapshot.nodeCount, NaN]) {
      expect(() => browser.answer({ kind: 'path', node, index: 0 })).toThrow(RangeError);
      expect(() => browser.answer({ kind: 'dominators', top: node, from: 0, count: 1 })).toThrow(RangeError);
    }
  });

  test('what was found to hold much is told as it was found', () => {
    const suspects = [{ severity: 'info', text: 'much', node: 3 }] as const;
    expect(new SnapshotBrowser(graph, suspects).summary.suspects).toBe(suspects);
    expect(new SnapshotBrowser(graph).summary.suspects).toBeUndefined();
  });
});
