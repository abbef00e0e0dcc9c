import { safeText } from '@heaptide/report';
import type { FlameTree } from '@heaptide/report/flame';
import { createRowFilter } from '../sites/row-filter.js';
import { functionName } from '../sites/site-names.js';
import { flameFigures, shownAmount } from './flame-figures.js';
import type { FlameFunction } from './flame-model.js';
import { FrameLabels } from './frame-labels.js';
import { type FlameLayout, type FlameZoomNode, layOutFlame } from './lay-out-flame.js';

/** A function on a call path, recognised in the next tree. Raw text. */
export interface FlameStep {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** 1 for the second of two that are alike in all that is known of them. */
  readonly twin: 0 | 1;
}

/** From below the root to a node, with it; empty for the root. */
export type FlamePath = readonly FlameStep[];

/** Nodes that a search finds. */
export interface FlameMatches {
  /** In the order of the tree. */
  readonly rows: readonly number[];
  /** Matches before each row, and of all behind the last. */
  readonly before: Int32Array;
  /** In the order of {@link FlameIndex.compare}; made when it is first asked for. */
  readonly inOrder: () => readonly number[];
}

const indexes = new WeakMap<FlameTree, FlameIndex>();

/** What is worked out of a tree once, and only where somebody looks. Nodes are rows of the tree. */
export class FlameIndex {
  readonly tree: FlameTree;
  /** What a node is as wide as: its amount in B, and below it that in A of what is gone in B. */
  readonly size: Float64Array;
  /** Row behind the last one of a node's subtree. */
  readonly end: Int32Array;
  /** Nodes but the root and those that stand for folded ones. */
  readonly paths: number;
  readonly #children = new Map<number, readonly number[]>();
  readonly #labels: [unicode?: FrameLabels, ascii?: FrameLabels] = [];
  #byAmount: { readonly key: string; readonly nodes: readonly number[] } | undefined;
  #mostGrown: { readonly key: string; readonly node: number | undefined } | undefined;
  #layout: { readonly key: string; readonly layout: FlameLayout } | undefined;
  #matches: { readonly search: string; readonly matches: FlameMatches } | undefined;

  /** The one index of a tree. */
  static of(tree: FlameTree): FlameIndex {
    let index = indexes.get(tree);
    if (index === undefined) {
      index = new FlameIndex(tree);
      indexes.set(tree, index);
    }
    return index;
  }

  private constructor(tree: FlameTree) {
    this.tree = tree;
    const { length, parent, self, total, before } = tree;
    this.size = new Float64Array(length);
    this.end = new Int32Array(length);
    let paths = -1;
    for (let node = length - 1; node >= 0; node--) {
      if (tree.folded[node] === 0) paths++;
      const isGone = before !== undefined && total[node] === 0;
      this.size[node]! += Math.abs(isGone ? before.self[node]! : self[node]!);
      if (this.end[node] === 0) this.end[node] = node + 1;
      if (node === 0) break;
      const above = parent[node]!;
      this.size[above]! += this.size[node]!;
      if (this.end[above] === 0) this.end[above] = this.end[node]!;
    }
    this.paths = paths;
  }

  /** The largest first; last the node that stands for folded ones. */
  children(node: number): readonly number[] {
    let children = this.#children.get(node);
    if (children === undefined) {
      const found: number[] = [];
      for (let child = node + 1; child < this.end[node]!; child = this.end[child]!) found.push(child);
      found.sort((a, b) => this.#compareSiblings(a, b));
      children = found;
      this.#children.set(node, children);
    }
    return children;
  }

  /**
   * The children from the `skip`th on by the amount that is shown of them, which is not that of their width where part of
   * it is gone; last the node that stands for folded ones. The last answer is remembered.
   */
  childrenByAmount(node: number, skip: number): readonly number[] {
    const key = `${node} ${skip}`;
    if (this.#byAmount?.key !== key) this.#byAmount = { key, nodes: this.#sortByAmount(node, skip) };
    return this.#byAmount.nodes;
  }

  isBelow(node: number, above: number): boolean {
    return node >= above && node < this.end[above]!;
  }

  /** Whether a zoom shows a node, or would if it had the room. */
  isShown(node: number, zoom: FlameZoomNode): boolean {
    if (!this.isBelow(node, zoom.node)) return false;
    if (node === zoom.node || zoom.skip === 0) return true;
    return this.children(zoom.node)
      .slice(zoom.skip)
      .some((child) => this.isBelow(node, child));
  }

  /** In the order in which the picture is read: callers before what they call, of siblings the largest first. */
  compare(a: number, b: number): number {
    if (a === b) return 0;
    if (this.isBelow(b, a)) return -1;
    if (this.isBelow(a, b)) return 1;
    const { parent } = this.tree;
    let [left, right] = [a, b];
    while (!this.isBelow(b, parent[left]!)) left = parent[left]!;
    while (!this.isBelow(a, parent[right]!)) right = parent[right]!;
    return this.#compareSiblings(left, right);
  }

  pathOf(node: number): FlamePath {
    const steps: FlameStep[] = [];
    for (let at = node; at > 0; at = this.tree.parent[at]!) steps.push(this.#step(at));
    return steps.reverse();
  }

  /** The node that `path` leads to, or as far as it leads. */
  find(path: FlamePath): { readonly node: number; readonly isWhole: boolean } {
    let node = 0;
    for (const step of path) {
      const next = this.#childAt(node, step);
      if (next === undefined) return { node, isWhole: false };
      node = next;
    }
    return { node, isWhole: true };
  }

  /** Where a function grew most, of a tree of B alone where it holds most; `undefined` where it is not in the tree. */
  mostGrown(wanted: FlameFunction): number | undefined {
    const { function: name, file, line } = wanted;
    const key = JSON.stringify([name, file, line]);
    if (this.#mostGrown?.key !== key) this.#mostGrown = { key, node: this.#findMostGrown(wanted) };
    return this.#mostGrown.node;
  }

  labels({ ascii }: { readonly ascii: boolean }): FrameLabels {
    return (this.#labels[Number(ascii)] ??= new FrameLabels(this.tree.frames, { ascii }));
  }

  /** The last layout is remembered. */
  layout(zoom: FlameZoomNode, width: number): FlameLayout {
    const key = `${zoom.node} ${zoom.skip} ${width}`;
    if (this.#layout?.key !== key) this.#layout = { key, layout: layOutFlame(this, zoom, width) };
    return this.#layout.layout;
  }

  /** What {@link createRowFilter} lets pass; nothing for a search that is empty. The last answer is remembered. */
  matches(search: string): FlameMatches {
    if (this.#matches?.search !== search) this.#matches = { search, matches: this.#search(search) };
    return this.#matches.matches;
  }

  #sortByAmount(node: number, skip: number): readonly number[] {
    const { folded } = this.tree;
    const isFolded = (child: number) => Number(folded[child]! > 0);
    return this.children(node)
      .slice(skip)
      .map((child) => ({ child, amount: Math.abs(shownAmount(flameFigures(this.tree, [child]))) }))
      .sort((a, b) => isFolded(a.child) - isFolded(b.child) || b.amount - a.amount)
      .map(({ child }) => child);
  }

  #findMostGrown(wanted: FlameFunction): number | undefined {
    const { length, frame, frames, total, before } = this.tree;
    const isWanted = frames.name.map(
      (name, at) =>
        frames.line[at] === wanted.line && name === wanted.function && frames.file[at] === wanted.file,
    );
    let found: number | undefined;
    let most = -Infinity;
    for (let node = 1; node < length; node++) {
      if (isWanted[frame[node]!] !== true) continue;
      const growth = total[node]! - (before?.total[node] ?? 0);
      // Of a function that calls itself the outermost.
      if (growth > most) [found, most] = [node, growth];
    }
    return found;
  }

  #compareSiblings(a: number, b: number): number {
    const { folded } = this.tree;
    return Number(folded[a]! > 0) - Number(folded[b]! > 0) || this.size[b]! - this.size[a]! || a - b;
  }

  #search(search: string): FlameMatches {
    const { length, frame, frames } = this.tree;
    const rows: number[] = [];
    const before = new Int32Array(length + 1);
    let ordered: readonly number[] | undefined;
    const inOrder = () => (ordered ??= rows.toSorted((a, b) => this.compare(a, b)));
    if (/^!?(fn:|file:)?$/.test(search)) return { rows, before, inOrder };
    const passes = createRowFilter(search);
    const known = new Int8Array(frames.length).fill(-1);
    for (let row = 0; row < length; row++) {
      before[row] = rows.length;
      const at = frame[row]!;
      if (at === -1) continue;
      if (known[at] === -1) {
        const nameKey = safeText(functionName(frames.name[at]!)).toLowerCase();
        const fileKey = safeText(`${frames.file[at]!}:${frames.line[at]!}`).toLowerCase();
        known[at] = Number(passes({ nameKey, fileKey }));
      }
      if (known[at] === 1) rows.push(row);
    }
    before[length] = rows.length;
    return { rows, before, inOrder };
  }

  #step(node: number): FlameStep {
    const { frame, frames } = this.tree;
    const at = frame[node]!;
    if (at === -1) return { name: '', file: '', line: -1, twin: 0 };
    const alike = (other: number) =>
      frames.name[other] === frames.name[at] &&
      frames.file[other] === frames.file[at] &&
      frames.line[other] === frames.line[at];
    const twin = at > 0 && alike(at - 1) ? 1 : 0;
    return { name: frames.name[at]!, file: frames.file[at]!, line: frames.line[at]!, twin };
  }

  #childAt(node: number, step: FlameStep): number | undefined {
    const { frame, frames } = this.tree;
    let found: number | undefined;
    for (let child = node + 1; child < this.end[node]!; child = this.end[child]!) {
      const at = frame[child]!;
      const isAlike =
        at === -1
          ? step.line === -1
          : frames.name[at] === step.name && frames.file[at] === step.file && frames.line[at] === step.line;
      if (!isAlike) continue;
      if (at === -1 || this.#step(child).twin === step.twin) return child;
      found ??= child;
    }
    return found;
  }
}
