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

function addUp({ length, stack, stackOffsets }: Samples, table: NodeTable, weights: Float64Array): NodeSums {
  const { nodes, offsets, nodesAt } = table;
  const flat = new Float64Array(nodes.length);
  const cum = new Float64Array(nodes.length);
  /** For each node the last sample, counted from 1, that went into its cum. */
  const counted = new Int32Array(nodes.length);
  for (let sample = 0; sample < length; sample++) {
    const weight = weights[sample]!;
    if (weight === 0) continue;
    const from = stackOffsets[sample]!;
    const to = stackOffsets[sample + 1]!;
    if (from === to) continue;
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
  return { flat, cum };
}
