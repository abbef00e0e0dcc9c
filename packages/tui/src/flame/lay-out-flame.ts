import type { FlameIndex } from './flame-index.js';

/** What fills the width: a node without the `skip` largest of its children. */
export interface FlameZoomNode {
  readonly node: number;
  readonly skip: number;
}

/** A run of cells of the terminal, the bar at its left with it. */
export interface FlameCell {
  /** The node shown, or the parent of those merged. */
  readonly node: number;
  /** Of a cell of nodes too narrow for one of their own: how many larger siblings they have; they are all the others. */
  readonly skip: number | undefined;
  readonly left: number;
  readonly width: number;
}

/** The cells of all levels, each from left to right. */
export interface FlameLayout {
  readonly rows: readonly (readonly FlameCell[])[];
  /** `false` where the children of the zoom were all too narrow, and got the same width each. */
  readonly toScale: boolean;
  /** Of nodes that have one to themselves. */
  readonly cells: ReadonlyMap<number, FlamePosition>;
  /** Of those merged, by parent. */
  readonly rests: ReadonlyMap<number, FlamePosition>;
}

export interface FlamePosition {
  readonly row: number;
  /** Place within the row. */
  readonly column: number;
}

/** Of a node: the bar and six characters, since shorter beginnings of names say nothing. */
const LEAST = 7;
/** Of those merged: the bar and `..` with the mark; below a narrow parent, whose columns one child needs for its name, a dot. */
const LEAST_REST = { wide: 4, narrow: 2 };
const WIDE_FROM = 24;
/** Of nodes that have no room to scale. */
const EVEN = 10;

interface Run {
  readonly left: number;
  readonly width: number;
  /** Size of all that the run stands for. */
  readonly size: number;
}

/**
 * Children stand below their parent from its left, the largest first, each as wide as its size; what a node holds
 * itself stays free. Nodes too narrow to show are merged into one cell behind the others.
 */
export function layOutFlame(index: FlameIndex, zoom: FlameZoomNode, width: number): FlameLayout {
  const rows: FlameCell[][] = [[{ node: zoom.node, skip: undefined, left: 0, width }]];
  const cells = new Map<number, FlamePosition>();
  const rests = new Map<number, FlamePosition>();
  let toScale = true;
  for (let row = 0; row < rows.length; row++) {
    const below: FlameCell[] = [];
    rows[row]!.forEach(({ node, skip, left, width: room }, column) => {
      if (skip !== undefined) {
        rests.set(node, { row, column });
        return;
      }
      cells.set(node, { row, column });
      const first = row === 0 ? zoom.skip : 0;
      const children = index.children(node).slice(first);
      if (children.length === 0) return;
      const size =
        first === 0 ? index.size[node]! : children.reduce((sum, child) => sum + index.size[child]!, 0);
      const run = { left, width: room, size };
      let placed = placeChildren(index, { node, first, children, run });
      if (row === 0 && placed.length === 1 && placed[0]!.skip === first && !isFolded(index, children[0]!)) {
        toScale = false;
        placed = placeEvenly(index, { node, first, children, run });
      }
      below.push(...placed);
    });
    if (below.length > 0) rows.push(below);
  }
  return { rows, toScale, cells, rests };
}

interface Children {
  readonly node: number;
  /** Larger siblings that are left out. */
  readonly first: number;
  readonly children: readonly number[];
  readonly run: Run;
}

function placeChildren(index: FlameIndex, { node, first, children, run }: Children): FlameCell[] {
  const cells: FlameCell[] = [];
  const edge = (sum: number) => run.left + (run.size > 0 ? Math.round((sum / run.size) * run.width) : 0);
  let sum = 0;
  let left = run.left;
  for (const child of children) {
    const right = edge(sum + index.size[child]!);
    if (right - left < LEAST || isFolded(index, child)) break;
    cells.push({ node: child, skip: undefined, left, width: right - left });
    sum += index.size[child]!;
    left = right;
  }
  const rest = children.slice(cells.length);
  if (rest.length === 0) return cells;
  for (const child of rest) sum += index.size[child]!;
  const least = run.width >= WIDE_FROM ? LEAST_REST.wide : LEAST_REST.narrow;
  const right = Math.max(edge(sum), left + least);
  const missing = right - (run.left + run.width);
  if (missing <= 0)
    cells.push(restCell(index, { node, skip: first + cells.length, left, width: right - left }));
  else makeRoom(index, { node, first, cells, missing, end: run.left + run.width });
  return cells;
}

/** Puts the rest at the end where its columns are taken: the last cell gives some, or joins the rest. */
function makeRoom(
  index: FlameIndex,
  {
    node,
    first,
    cells,
    missing,
    end,
  }: { node: number; first: number; cells: FlameCell[]; missing: number; end: number },
): void {
  const last = cells.pop()!;
  const width = last.width - missing;
  if (width >= LEAST) cells.push({ ...last, width });
  const left = width >= LEAST ? last.left + width : last.left;
  cells.push(restCell(index, { node, skip: first + cells.length, left, width: end - left }));
}

function placeEvenly(index: FlameIndex, { node, first, children, run }: Children): FlameCell[] {
  const slots = Math.max(2, Math.floor(run.width / EVEN));
  const real = children.filter((child) => !isFolded(index, child));
  const hasRest = real.length > slots || real.length < children.length;
  const cells: FlameCell[] = real.slice(0, hasRest ? slots - 1 : slots).map((child, slot) => ({
    node: child,
    skip: undefined,
    left: run.left + slot * EVEN,
    width: EVEN,
  }));
  if (!hasRest) return cells;
  const left = run.left + cells.length * EVEN;
  return [...cells, restCell(index, { node, skip: first + cells.length, left, width: EVEN })];
}

/** One node alone needs no merging: it gets the cell to itself where that is wide enough. */
function restCell(
  index: FlameIndex,
  { node, skip, left, width }: FlameCell & { readonly skip: number },
): FlameCell {
  const rest = index.children(node).slice(skip);
  const isAlone = rest.length === 1 && width >= LEAST && !isFolded(index, rest[0]!);
  return isAlone ? { node: rest[0]!, skip: undefined, left, width } : { node, skip, left, width };
}

function isFolded({ tree }: FlameIndex, node: number): boolean {
  return tree.folded[node]! > 0;
}
