import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  buildCallTree,
  type GraphNode,
  linkNodes,
  type Profile,
  sumByNode,
  trimCallTree,
} from '../../src/index.js';
import { arbitraryProgram, VALUES } from './arbitrary-program.js';
import { inputOf } from './graph-of.js';

const program = arbitraryProgram();
/** Sums of these leave the exact range of doubles, but none that of 64 bits. */
const large = arbitraryProgram({
  value: fc.oneof(VALUES, fc.bigInt({ min: -(2n ** 58n), max: 2n ** 58n })),
});
const grown = arbitraryProgram({ value: fc.bigInt({ min: 0n, max: 1_000_000n }) });
/** Whether each node is kept. */
const choice = fc.infiniteStream(fc.boolean());

const keep = (profile: Profile, from: Iterator<boolean>) => {
  const input = inputOf(profile);
  return { input, kept: Uint8Array.from({ length: input.table.length }, () => Number(from.next().value)) };
};

const exactValues = ({ samples, sampleTypes }: Profile): bigint[] =>
  Array.from({ length: samples.length }, (_, sample) => {
    const at = sample * sampleTypes.length;
    return samples.exactValues?.[at] ?? BigInt(samples.values[at]!);
  });

/** The nodes of a sample, from leaf to root. */
function nodesOf({ samples, table }: ReturnType<typeof inputOf>, sample: number): number[] {
  const stack = samples.stack.subarray(samples.stackOffsets[sample], samples.stackOffsets[sample + 1]);
  return [...stack].flatMap((row) => [...table.nodesAt.subarray(table.offsets[row], table.offsets[row + 1])]);
}

const sum = (values: Iterable<bigint>) => [...values].reduce((all, value) => all + value, 0n);

test('flat and cum are the sums of the samples, to the last byte', () => {
  fc.assert(
    fc.property(large, (profile) => {
      const input = inputOf(profile);
      const values = exactValues(profile);
      const stacks = values.map((_, sample) => nodesOf(input, sample));
      linkNodes(input).forEach(({ flat, cum }, node) => {
        expect(flat).toBe(Number(sum(values.filter((_, i) => stacks[i]![0] === node))));
        expect(cum).toBe(Number(sum(values.filter((_, i) => stacks[i]!.includes(node)))));
      });
    }),
  );
});

test('sums alone are those of the graph', () => {
  fc.assert(
    fc.property(large, (profile) => {
      const input = inputOf(profile);
      const nodes = linkNodes(input);
      const { flat, cum } = sumByNode(input.samples, input.table, input.weights);
      expect([...flat]).toEqual(nodes.map((node) => node.flat));
      expect([...cum]).toEqual(nodes.map((node) => node.cum));
    }),
  );
});

test('keeping some nodes changes no cum, and leaves the flat of kept leaves', () => {
  fc.assert(
    fc.property(program, choice, (profile, chosen) => {
      const { input, kept } = keep(profile, chosen);
      const all = linkNodes(input);
      const some = linkNodes(input, kept);
      const wanted = all.filter((_, node) => kept[node] === 1);
      expect(some.map(({ info, flat, cum }) => [info, flat, cum])).toEqual(
        wanted.map(({ info, flat, cum }) => [info, flat, cum]),
      );
    }),
  );
});

test('with nothing negative, flat is within cum, and an edge within both its ends', () => {
  fc.assert(
    fc.property(grown, choice, (profile, chosen) => {
      const { input, kept } = keep(profile, chosen);
      for (const { flat, cum, out } of linkNodes(input, kept)) {
        expect(flat).toBeLessThanOrEqual(cum);
        for (const { target, weight } of out.values()) {
          expect(weight).toBeLessThanOrEqual(Math.min(cum, target.cum));
        }
      }
    }),
  );
});

function expectTwoEnds(nodes: readonly GraphNode[]): void {
  const there = new Set(nodes);
  for (const node of nodes) {
    for (const [target, edge] of node.out) {
      expect(edge.source).toBe(node);
      expect(edge.target).toBe(target);
      expect(target.in.get(node)).toBe(edge);
      expect(there.has(target)).toBe(true);
    }
    for (const [source, edge] of node.in) expect(source.out.get(node)).toBe(edge);
  }
}

test('every edge is known at both its ends, which are kept; none leads back to where it starts', () => {
  fc.assert(
    fc.property(program, choice, (profile, chosen) => {
      const { input, kept } = keep(profile, chosen);
      const nodes = linkNodes(input, kept);
      expectTwoEnds(nodes);
      for (const node of nodes) expect(node.out.has(node)).toBe(false);
    }),
  );
});

test('in a call tree a node holds what it gives away and its own', () => {
  fc.assert(
    fc.property(program, (profile) => {
      const nodes = buildCallTree(inputOf(profile));
      expectTwoEnds(nodes);
      for (const { flat, cum, in: callers, out } of nodes) {
        expect(callers.size).toBeLessThanOrEqual(1);
        for (const { weight } of callers.values()) expect(weight).toBe(cum);
        expect([...out.values()].reduce((all, { weight }) => all + weight, flat)).toBe(cum);
      }
    }),
  );
});

test('the leaves of a call tree and of the graph hold the same', () => {
  fc.assert(
    fc.property(program, (profile) => {
      const input = inputOf(profile);
      const flats = new Map<unknown, number>();
      for (const { info, flat } of buildCallTree(input)) flats.set(info, (flats.get(info) ?? 0) + flat);
      for (const { info, flat } of linkNodes(input)) expect(flats.get(info) ?? 0).toBe(flat);
    }),
  );
});

test('a trimmed call tree is a forest of what was kept, with its weights', () => {
  fc.assert(
    fc.property(program, choice, (profile, chosen) => {
      const nodes = buildCallTree(inputOf(profile));
      const cums = new Map(nodes.map((node) => [node, node.cum]));
      const kept = new Set(nodes.filter(() => chosen.next().value));
      const trimmed = trimCallTree(nodes, kept);
      expect(trimmed).toEqual(nodes.filter((node) => kept.has(node)));
      expectTwoEnds(trimmed);
      for (const node of trimmed) {
        expect(node.in.size).toBeLessThanOrEqual(1);
        for (const { weight } of node.in.values()) expect(weight).toBe(cums.get(node));
      }
    }),
  );
});
