import { joinSums, type Weights } from './int64.js';
import type { NodeTable } from './node-table.js';
import type { Samples } from '../profile.js';

/** Sums by node. */
export interface NodeSums {
  /** Of samples with the node at the leaf. */
  readonly flat: Float64Array;
  /** Of samples with the node anywhere on the stack, each counted once however often it recurs. */
  readonly cum: Float64Array;
}

/** Adds samples up by node; zeros add nothing, so samples without a value need no care. */
export function sumByNode(samples: Samples, table: NodeTable, { low, high }: Weights): NodeSums {
  const lows = addUp(samples, table, low);
  if (high === undefined) return lows;
  const highs = addUp(samples, table, high);
  return { flat: joinSums(lows.flat, highs.flat), cum: joinSums(lows.cum, highs.cum) };
}

function addUp(samples: Samples, table: NodeTable, weights: Float64Array): NodeSums {
  const flat = new Float64Array(table.length);
  const cum = new Float64Array(table.length);
  if (table.hasInlines) addLines(samples, table, weights, flat, cum);
  else addFrames(samples, table.nodesAt, weights, flat, cum);
  return { flat, cum };
}

/** Where each location is one node: the walk that large profiles spend their time in. */
function addFrames(
  { length, stack, stackOffsets }: Samples,
  nodeOf: Int32Array,
  weights: Float64Array,
  flat: Float64Array,
  cum: Float64Array,
): void {
  /** For each node the last sample, counted from 1, that went into its cum. */
  const counted = new Int32Array(cum.length);
  let to = 0;
  for (let sample = 0; sample < length; sample++) {
    const from = to;
    to = stackOffsets[sample + 1]!;
    const weight = weights[sample]!;
    if (weight === 0 || from === to) continue;
    flat[nodeOf[stack[from]!]!]! += weight;
    for (let frame = from; frame < to; frame++) {
      const node = nodeOf[stack[frame]!]!;
      if (counted[node] === sample + 1) continue;
      counted[node] = sample + 1;
      cum[node]! += weight;
    }
  }
}

function addLines(
  { length, stack, stackOffsets }: Samples,
  { offsets, nodesAt }: NodeTable,
  weights: Float64Array,
  flat: Float64Array,
  cum: Float64Array,
): void {
  /** As above. */
  const counted = new Int32Array(cum.length);
  for (let sample = 0; sample < length; sample++) {
    const weight = weights[sample]!;
    const from = stackOffsets[sample]!;
    const to = stackOffsets[sample + 1]!;
    if (weight === 0 || from === to) continue;
    flat[nodesAt[offsets[stack[from]!]!]!]! += weight;
    for (let frame = from; frame < to; frame++) {
      const location = stack[frame]!;
      const end = offsets[location + 1]!;
      for (let i = offsets[location]!; i < end; i++) {
        const node = nodesAt[i]!;
        if (counted[node] === sample + 1) continue;
        counted[node] = sample + 1;
        cum[node]! += weight;
      }
    }
  }
}
