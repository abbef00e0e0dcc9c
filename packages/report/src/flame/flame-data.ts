import { unitRatio } from '@heaptide/profile';
import { safeText } from '../safe-text.js';
import type { FlameTree } from './flame-tree.js';

/** What amounts are: bytes, nanoseconds, or things that are counted. */
export type AmountKind = 'bytes' | 'time' | 'count';

/** Whose code a function is: the application's, a package's in node_modules, Node's own, or the engine's. */
export type Origin = 'app' | 'package' | 'node' | 'engine';

/**
 * A flame tree as it travels inside a page: plain JSON, all text safe to show, amounts in bytes or nanoseconds.
 * Rows of `depth`, `frame`, `self` and `before` are the nodes in depth-first order, so depths alone give the shape.
 */
export interface FlameData {
  readonly type: string;
  readonly kind: AmountKind;
  /** As {@link FlameTree.grain}, in the unit of the amounts. */
  readonly grain: number;
  readonly names: readonly string[];
  /** For each name a row of `files`. */
  readonly fileOf: readonly number[];
  readonly lines: readonly number[];
  readonly origins: readonly Origin[];
  readonly files: readonly string[];
  readonly depth: readonly number[];
  /** Rows of `names`; -1 for the root and for folded nodes. */
  readonly frame: readonly number[];
  readonly self: readonly number[];
  readonly before?: readonly number[];
  /** Pairs of a row and the number of nodes that it stands for. */
  readonly folded: readonly (readonly [row: number, nodes: number])[];
}

/** Long names fill a page without saying more. */
const NAME_LIMIT = 160;
const FILE_LIMIT = 240;

export function flameData(tree: FlameTree): FlameData {
  const { kind, ratio } = amounts(tree.sampleType.unit);
  // Only what is drawn travels: folding may have left most functions without a node.
  const used = [...new Set(tree.frame)].filter((frame) => frame !== -1).sort((a, b) => a - b);
  const rowOf = new Map(used.map((frame, row) => [frame, row]));
  const files = new Map<string, number>();
  const fileOf = used.map((frame) => {
    const file = displayFile(tree.frames.file[frame]!);
    const row = files.get(file) ?? files.size;
    files.set(file, row);
    return row;
  });
  const scaled = (column: Float64Array): number[] => Array.from(column, (value) => value * ratio);
  return {
    type: safeText(tree.sampleType.type),
    kind,
    grain: tree.grain * ratio,
    names: used.map((frame) => safeText(tree.frames.name[frame]!, { limit: NAME_LIMIT })),
    fileOf,
    lines: used.map((frame) => tree.frames.line[frame]!),
    origins: used.map((frame) => originOf(tree.frames.file[frame]!)),
    files: [...files.keys()],
    depth: Array.from(tree.depth),
    frame: Array.from(tree.frame, (frame) => rowOf.get(frame) ?? -1),
    self: scaled(tree.self),
    ...(tree.before !== undefined && { before: scaled(tree.before.self) }),
    folded: Array.from(tree.folded, (nodes, row) => [row, nodes] as const).filter(([, nodes]) => nodes > 0),
  };
}

export function originOf(file: string): Origin {
  if (file === '') return 'engine';
  if (/^(node:|internal\/)/.test(file)) return 'node';
  return /(^|[/\\])node_modules[/\\]/.test(file) ? 'package' : 'app';
}

function amounts(unit: string): { readonly kind: AmountKind; readonly ratio: number } {
  const bytes = unitRatio(unit, 'bytes');
  if (bytes !== undefined) return { kind: 'bytes', ratio: bytes };
  const time = unitRatio(unit, 'nanoseconds');
  return time === undefined ? { kind: 'count', ratio: 1 } : { kind: 'time', ratio: time };
}

/** ES modules are known by URL, scripts by path; a reader wants the path. */
function displayFile(file: string): string {
  return safeText(file.replace(/^file:\/\/(?=\/)/, ''), { limit: FILE_LIMIT });
}
