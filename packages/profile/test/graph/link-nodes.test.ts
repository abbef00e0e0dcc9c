import { expect, test } from 'vitest';
import { type Profile, selectNodes, splitWeights, linkNodes } from '../../src/index.js';
import { profileOf } from '../filter/stacks.js';
import { edgesOf, graphOf, inputOf, sumsOf } from './graph-of.js';

test('flat is of leaves, cum of all that stand on the stack', () => {
  const nodes = graphOf(
    profileOf([
      { stack: 'main a', value: 3 },
      { stack: 'main a b', value: 5 },
      { stack: 'main', value: -1 },
    ]),
  );
  expect(sumsOf(nodes).sort()).toEqual(['a 3/8', 'b 5/5', 'main -1/7']);
  expect(edgesOf(nodes)).toEqual(['main>a 8', 'a>b 5']);
});

test('recursion counts once a sample, also over others, and is no edge to itself', () => {
  const nodes = graphOf(profileOf([{ stack: 'main a a b a b', value: 3 }]));
  expect(sumsOf(nodes).sort()).toEqual(['a 0/3', 'b 3/3', 'main 0/3']);
  expect(edgesOf(nodes).sort()).toEqual(['a>b 3', 'b>a 3', 'main>a 3']);
});

test('an edge is inline where every call was inlined', () => {
  expect(edgesOf(graphOf(profileOf(['main+a'])))).toEqual(['main>a 1 inline']);
  expect(edgesOf(graphOf(profileOf(['main+a', 'main a'])))).toEqual(['main>a 2']);
});

test('edges lead over what is not kept, and its own value is in no flat', () => {
  const profile = profileOf([
    { stack: 'main a b c', value: 2 },
    { stack: 'main a', value: 4 },
  ]);
  const nodes = graphOf(profile, ['main', 'c']);
  expect(sumsOf(nodes)).toEqual(['main 0/6', 'c 2/2']);
  expect(edgesOf(nodes)).toEqual(['main..c 2']);
});

test('an edge that leads over something once is residual for good', () => {
  expect(edgesOf(graphOf(profileOf(['main a c', 'main c']), ['main', 'c']))).toEqual(['main..c 2']);
});

test('samples without a value make no edge', () => {
  expect(edgesOf(graphOf(profileOf([{ stack: 'main a', value: 0 }])))).toEqual([]);
});

test('many edges', () => {
  const stacks = Array.from({ length: 3000 }, (_, i) => `main f${i} g${i % 7}`);
  const nodes = graphOf(profileOf(stacks));
  const edges = edgesOf(nodes);
  expect(edges.length).toBe(6000);
  expect(new Set(edges).size).toBe(6000);
});

function withValues(profile: Profile, values: readonly bigint[]): Profile {
  const exactValues = BigInt64Array.from(values);
  return {
    ...profile,
    samples: { ...profile.samples, values: Float64Array.from(values, Number), exactValues },
  };
}

test('sums are exact beyond 2^53 and wrap beyond 2^63', () => {
  const small = withValues(profileOf(['main a', 'main a b']), [2n ** 53n + 1n, -(2n ** 53n)]);
  expect(sumsOf(graphOf(small)).sort()).toEqual([
    `a ${2 ** 53}/1`,
    `b ${-(2 ** 53)}/${-(2 ** 53)}`,
    'main 0/1',
  ]);
  expect(edgesOf(graphOf(small))[0]).toBe('main>a 1');
  const most = 2n ** 63n - 1n;
  const large = withValues(profileOf(['main', 'main']), [most, most]);
  expect(sumsOf(graphOf(large))).toEqual(['main -2/-2']);
});

test('means', () => {
  const profile = profileOf([
    { stack: 'main a', value: 7 },
    { stack: 'main', value: 10 },
  ]);
  const divisors = splitWeights(Float64Array.of(2, 2), undefined, 1, 0);
  const nodes = linkNodes({ ...inputOf(profile), divisors });
  expect(nodes.map(({ name, flatValue, cumValue }) => [name, flatValue, cumValue]).sort()).toEqual([
    ['a', 3, 3],
    ['main', 5, 4],
  ]);
});

test('nodes that hold nothing do not count, nor do those that shrank where that is asked for', () => {
  const nodes = [
    { flat: 0, cum: 0 },
    { flat: 0, cum: 1 },
    { flat: 1, cum: -1 },
    { flat: -1, cum: 1 },
    { flat: 0, cum: -1 },
  ];
  expect(selectNodes(nodes, false)).toEqual(nodes.slice(1));
  expect(selectNodes(nodes, true)).toEqual(nodes.slice(1, 3));
});
