import type { HeapGraph } from '@heaptide/heapsnapshot';
import { describe, expect, it } from 'vitest';
import { graphOf } from '../../../heapsnapshot/test/support/graph-of.js';
import { HeapPlan } from '../../../heapsnapshot/test/support/heap-plan.js';
import { mainSuspect } from '../../src/postmortem/main-suspect.js';

const OPTIONS = { showStrings: false, mapPlace: <T>(frame: T): T => frame };
const SECRET = 'acme 4711';

/** A heap with a registry of so many sessions; with `idle` its bytes beside that. */
async function heapOf(sessions: number, idle = 0): Promise<HeapGraph> {
  const heap = new HeapPlan();
  for (let n = 0; n < 100; n++)
    heap.link(HeapPlan.GLOBAL, 'property', `f${n}`, heap.add('closure', `f${n}`, 64));
  const owner = heap.object('SessionRegistry');
  heap.link(HeapPlan.GLOBAL, 'property', SECRET, owner);
  heap.link(HeapPlan.GLOBAL, 'property', 'idle', heap.add('native', 'system / JSArrayBufferData', idle));
  const table = heap.mapIn(owner, 'sessions');
  for (let n = 0; n < sessions; n++) heap.link(table, 'internal', String(n), heap.object('Session', 1000));
  return graphOf(heap);
}

/** As V8 tells the same objects once it has lost sight of them. */
function withNewIds(graph: HeapGraph): HeapGraph {
  const { nodeIds } = graph.snapshot;
  for (let node = 0; node < nodeIds.length; node++) nodeIds[node]! += 10_000_000;
  return graph;
}

describe('what piles up', () => {
  it('is the largest accumulation of a single snapshot', async () => {
    expect(mainSuspect([await heapOf(4000)], OPTIONS)).toMatchObject({
      severity: 'accumulation',
      leakedClass: 'Session',
      count: 4000,
      holder: { name: 'SessionRegistry.sessions (Map)' },
    });
  });

  it('is a leak where what came after the first snapshot is still there', async () => {
    const suspect = mainSuspect([await heapOf(4000), await heapOf(9000)], OPTIONS);
    expect(suspect).toMatchObject({ severity: 'leak', leakedClass: 'Session', count: 9000, arrived: 5000 });
    expect(suspect?.retained).toHaveLength(2);
  });

  it('is a leak by the name of its holder where ids mean nothing', async () => {
    const suspect = mainSuspect([await heapOf(4000), withNewIds(await heapOf(9000))], OPTIONS);
    expect(suspect).toMatchObject({ severity: 'leak', leakedClass: 'Session', count: 9000 });
    expect(suspect?.arrived).toBeUndefined();
  });

  it('is no leak where the heap grew by something else, or not at all', async () => {
    const same = mainSuspect([await heapOf(9000), withNewIds(await heapOf(9000))], OPTIONS);
    expect(same?.severity).toBe('accumulation');
    const beside = mainSuspect([await heapOf(9000), withNewIds(await heapOf(9200, 20_000_000))], OPTIONS);
    expect(beside?.severity).toBe('accumulation');
  });

  it('is reached by a path from the root without keys of data', async () => {
    const graphs = [await heapOf(4000)];
    const edges = (showStrings: boolean) =>
      mainSuspect(graphs, { ...OPTIONS, showStrings })!.path.map(({ edge }) => edge);
    expect(edges(false).join(' ')).not.toContain('4711');
    expect(edges(true).join(' ')).toContain(SECRET);
    expect(edges(false)[0]).toBe('');
  });
});
