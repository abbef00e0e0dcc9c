import type { FlameTree } from '@heaptide/report/flame';
import { type FlameMark, flameMark } from './flame-mark.js';

/** What some nodes hold together. */
export interface FlameFigures {
  /** In B. */
  readonly after: number;
  /** In A; `undefined` in a tree of B alone. */
  readonly before: number | undefined;
  /** `''` in a tree of B alone. */
  readonly mark: FlameMark | '';
}

/** Of nodes none of which is below another. */
export function flameFigures({ total, before, grain }: FlameTree, nodes: readonly number[]): FlameFigures {
  const sum = (column: Float64Array) => nodes.reduce((all, node) => all + column[node]!, 0);
  const after = sum(total);
  if (before === undefined) return { after, before: undefined, mark: '' };
  const earlier = sum(before.total);
  return { after, before: earlier, mark: flameMark(earlier, after, grain) };
}

/** What a cell shows of the nodes: their amount in B, or that in A of what is gone. */
export function shownAmount({ after, before, mark }: FlameFigures): number {
  return mark === 'x' ? before! : after;
}
