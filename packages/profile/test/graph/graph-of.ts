import {
  findNodes,
  type GraphInput,
  type GraphNode,
  linkNodes,
  nodeInfos,
  type Profile,
  splitWeights,
} from '../../src/index.js';

/** The input of a graph over the first sample type. */
export function inputOf(profile: Profile): GraphInput {
  const { samples, sampleTypes } = profile;
  const weights = splitWeights(samples.values, samples.exactValues, sampleTypes.length, 0);
  return { samples, table: findNodes(profile), weights };
}

/** 1 for each node of the input that is named so. */
export function keptOf({ table }: GraphInput, names: readonly string[]): Uint8Array {
  return Uint8Array.from(nodeInfos(table), ({ name }) => (names.includes(name) ? 1 : 0));
}

export function graphOf(profile: Profile, names?: readonly string[]): GraphNode[] {
  const input = inputOf(profile);
  return linkNodes(input, names && keptOf(input, names));
}

/** `name flat/cum` of each node. */
export function sumsOf(nodes: readonly GraphNode[]): string[] {
  return nodes.map(({ name, flat, cum }) => `${name} ${flat}/${cum}`);
}

/** `source>target weight` of each edge, residual ones as `source..target`, with `inline` where all calls were. */
export function edgesOf(nodes: readonly GraphNode[]): string[] {
  return nodes.flatMap(({ out }) =>
    [...out.values()].map(({ source, target, weight, residual, inline }) => {
      const arrow = residual ? '..' : '>';
      return `${source.name}${arrow}${target.name} ${weight}${inline ? ' inline' : ''}`;
    }),
  );
}
