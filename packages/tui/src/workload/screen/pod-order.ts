import type { PodRow } from '../model/workload-state.js';

/** Columns that rows can be sorted by, in the order that a key goes through them. */
export const POD_SORTS = ['eta', 'memory', 'slope', 'restarts', 'pod'] as const;

export type PodSort = (typeof POD_SORTS)[number];

export interface PodOrder {
  readonly column: PodSort;
  readonly reversed: boolean;
}

/** So long rows keep their places, so that one can be read while captures come. */
const STEADY_MS = 5000;

/** Largest first, but for the time that is left, of which the shortest comes first; then by name. */
export function sortPods(rows: readonly PodRow[], { column, reversed }: PodOrder): readonly PodRow[] {
  const keys = new Map(rows.map((row) => [row, sortKey(row, column)]));
  const sorted = rows.toSorted((a, b) => keys.get(a)! - keys.get(b)! || compareNames(a, b));
  return reversed ? sorted.reverse() : sorted;
}

function sortKey({ pod, growth, memory }: PodRow, column: PodSort): number {
  switch (column) {
    case 'eta':
      return growth?.outlook?.seconds ?? Number.MAX_VALUE;
    case 'memory':
      return memory?.limit === undefined ? 1 : -memory.used / memory.limit;
    case 'slope':
      return -(growth?.perSecond ?? -1);
    case 'restarts':
      return -pod.restarts;
    case 'pod':
      return 0;
  }
}

function compareNames(a: PodRow, b: PodRow): number {
  return a.pod.name < b.pod.name ? -1 : a.pod.name > b.pod.name ? 1 : 0;
}

/** Rows in an order that stands still for a while, unless the user asks for another or something worse comes up. */
export class SteadyPods {
  #order: PodOrder | undefined;
  #orderedAt = 0;
  #worst = 0;
  #places: readonly string[] = [];

  order(rows: readonly PodRow[], order: PodOrder, now: number): readonly PodRow[] {
    const worst = rows.reduce((sum, row) => sum + badness(row), 0);
    const isSteady = order === this.#order && now - this.#orderedAt < STEADY_MS && worst <= this.#worst;
    const sorted = sortPods(rows, order);
    const shown = isSteady ? inPlaces(sorted, this.#places) : sorted;
    if (!isSteady) {
      this.#order = order;
      this.#orderedAt = now;
    }
    this.#worst = worst;
    this.#places = shown.map(({ pod }) => placeOf(pod));
    return shown;
  }
}

/** What one would want to see at once: a finding, memory that runs short, a container that was started again or does not run. */
function badness({ pod, growth, nearLimit, standing }: PodRow): number {
  const isFound = growth?.verdict === 'leak' || growth?.verdict === 'backlog';
  return (
    Number(isFound) +
    Number(growth?.isConfirmed === true) +
    Number(nearLimit !== undefined) +
    Number(standing === 'not-running') +
    pod.restarts
  );
}

/** A container that is started again stays in its place. */
function placeOf({ uid, container }: PodRow['pod']): string {
  return `${uid}/${container}`;
}

function inPlaces(rows: readonly PodRow[], places: readonly string[]): readonly PodRow[] {
  const at = new Map(places.map((place, index) => [place, index]));
  const index = ({ pod }: PodRow): number => at.get(placeOf(pod)) ?? Infinity;
  return rows.toSorted((a, b) => {
    const [left, right] = [index(a), index(b)];
    return left === right ? 0 : left - right;
  });
}
