import type { FlameData } from '../flame-data.js';
import type { TreeModel } from './open-tree.js';

/** What a search found. */
export interface Matches {
  /** 1 for each row of the names that matches. */
  readonly frames: Uint8Array;
  /** First matching nodes from the root on, one a path. */
  readonly tops: readonly number[];
  readonly boxes: number;
  /** Held by all matching functions and what they call, each path counted once. */
  readonly after: number;
  readonly before: number;
}

/**
 * Functions whose name or file contains `query`, whatever the case; `/…/` is a regular expression. `undefined` for an
 * empty query; one that is no expression finds nothing.
 */
export function findMatches(data: FlameData, tree: TreeModel, query: string): Matches | undefined {
  if (query === '') return undefined;
  const expression = /^\/(.+)\/$/s.exec(query);
  let matches: (text: string) => boolean;
  if (expression === null) {
    const wanted = query.toLowerCase();
    matches = (text) => text.toLowerCase().includes(wanted);
  } else {
    try {
      const pattern = new RegExp(expression[1]!, 'i');
      matches = (text) => pattern.test(text);
    } catch {
      matches = () => false;
    }
  }
  const files = data.files.map(matches);
  const frames = Uint8Array.from(data.names, (name, row) =>
    files[data.fileOf[row]!]! || matches(name) ? 1 : 0,
  );
  const tops: number[] = [];
  let boxes = 0;
  let after = 0;
  let before = 0;
  let covered = 0;
  for (let node = 0; node < tree.length; node++) {
    const frame = tree.frame[node]!;
    if (frame === -1 || frames[frame] === 0) continue;
    boxes++;
    if (node < covered) continue;
    covered = tree.end[node]!;
    tops.push(node);
    after += tree.after.total[node]!;
    before += tree.before?.total[node] ?? 0;
  }
  return { frames, tops, boxes, after, before };
}
