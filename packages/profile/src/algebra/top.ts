import { compareUtf8 } from './byte-order.js';
import type { Profile } from '../profile.js';
import { selectSampleType } from './select-sample-type.js';

export interface TopOptions {
  /** As {@link selectSampleType} takes it. */
  readonly sampleType?: string;
}

/** One function in the unit of the sample type. */
export interface TopRow {
  /** `<unknown>` where the profile does not say. */
  readonly name: string;
  readonly file: string;
  /** 1-based; absent when unknown, or when functions of one name and file begin on several lines. */
  readonly startLine?: number;
  /** Of samples with this function at the leaf. */
  readonly flat: number;
  /** Of samples with this function anywhere on the stack, each counted once however often it recurs. */
  readonly cum: number;
}

export interface TopFunctions {
  /** Sum of the absolute values of all samples, those with an empty stack included. */
  readonly total: number;
  /** |flat| descending, then name by bytes, then |cum| descending. */
  readonly rows: readonly TopRow[];
}

/**
 * The functions of a profile by what they hold, aggregated by name and file.
 *
 * Method: google/pprof `internal/graph`, granularity `filefunctions`.
 *
 * @throws {HeaptideError} `HT_E_NO_SUCH_TYPE`.
 */
export function topFunctions(profile: Profile, options: TopOptions = {}): TopFunctions {
  const column = selectSampleType(profile, options.sampleType);
  const width = profile.sampleTypes.length;
  const { stack, stackOffsets, values, length } = profile.samples;
  const { nodes, nodeOffsets, nodesAt } = findNodes(profile);
  const flat = new Float64Array(nodes.length);
  const cum = new Float64Array(nodes.length);
  /** For each node the last sample, counted from 1, that went into its cum. */
  const counted = new Int32Array(nodes.length);
  let total = 0;
  for (let sample = 0; sample < length; sample++) {
    const value = values[sample * width + column]!;
    if (value === 0) continue;
    total += Math.abs(value);
    const leaf = stackOffsets[sample]!;
    for (let frame = leaf; frame < stackOffsets[sample + 1]!; frame++) {
      const location = stack[frame]!;
      const innermost = nodeOffsets[location]!;
      if (frame === leaf) flat[nodesAt[innermost]!]! += value;
      for (let i = innermost; i < nodeOffsets[location + 1]!; i++) {
        const node = nodesAt[i]!;
        if (counted[node] === sample + 1) continue;
        counted[node] = sample + 1;
        cum[node]! += value;
      }
    }
  }
  const rows = nodes.map((node, i) => ({ ...node, flat: flat[i]!, cum: cum[i]! }));
  return { total, rows: rows.filter((row) => row.flat !== 0 || row.cum !== 0).sort(byFlat) };
}

type Node = Pick<TopRow, 'name' | 'file' | 'startLine'>;

interface Nodes {
  readonly nodes: readonly Node[];
  /** For each location, and one more, an offset into `nodesAt`. */
  readonly nodeOffsets: Int32Array;
  /** Indexes of nodes, innermost first; at least one per location. */
  readonly nodesAt: Int32Array;
}

function findNodes({ strings, functions, locations }: Profile): Nodes {
  const nodes: Node[] = [];
  const ids = new Map<string, number>();
  const idOf = (name: string, file: string, startLine: number) => {
    const key = `${name.length}:${name}${file}`;
    const id = ids.get(key) ?? nodes.push(nodeOf(name, file, startLine)) - 1;
    ids.set(key, id);
    if (nodes[id]!.startLine !== startLine) nodes[id] = nodeOf(name, file, 0);
    return id;
  };
  const byFunction = Int32Array.from({ length: functions.length }, (_, row) =>
    idOf(strings.get(functions.name[row]!), strings.get(functions.filename[row]!), functions.startLine[row]!),
  );
  const unknown = idOf('', '', 0);
  const nodeOffsets = new Int32Array(locations.length + 1);
  const nodesAt = new Int32Array(locations.length + locations.lineFunction.length);
  let end = 0;
  for (let row = 0; row < locations.length; row++) {
    const lines = locations.lineFunction.subarray(locations.lineOffsets[row], locations.lineOffsets[row + 1]);
    for (const func of lines) nodesAt[end++] = byFunction[func]!;
    if (lines.length === 0) nodesAt[end++] = unknown;
    nodeOffsets[row + 1] = end;
  }
  return { nodes, nodeOffsets, nodesAt };
}

function nodeOf(name: string, file: string, startLine: number): Node {
  return { name: name === '' ? '<unknown>' : name, file, ...(startLine > 0 && { startLine }) };
}

function byFlat(a: TopRow, b: TopRow): number {
  return (
    Math.abs(b.flat) - Math.abs(a.flat) ||
    compareUtf8(a.name, b.name) ||
    Math.abs(b.cum) - Math.abs(a.cum) ||
    compareUtf8(a.file, b.file)
  );
}
