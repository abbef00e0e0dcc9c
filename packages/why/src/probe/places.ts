import type { Place } from './survey-facts.js';
import type { Walk } from './walk.js';
import type { Step } from './walk-nodes.js';

/** Paths by number. Objects are known weakly. */
export interface Places {
  readonly all: readonly Place[];
  /** The number of a path. */
  numberOf(place: Place): number;
  /** The path of a node, begun where the collection lies that the walk set out from. */
  pathIn(walk: Walk, node: number): Place;
  /** That an object lies at a place, for walks that will set out from it. */
  put(object: object, place: number): void;
  clear(): void;
}

export function createPlaces(): Places {
  const LONGEST_PATH = 48;
  let all: Place[] = [];
  let numbers = new Map<string, number>();
  let placed = new WeakMap<object, number>();

  const shortened = (steps: readonly Step[]): readonly Step[] =>
    steps.length <= LONGEST_PATH
      ? steps
      : [
          ...steps.slice(0, LONGEST_PATH / 2),
          { label: '…', class: 'Object' },
          ...steps.slice(-LONGEST_PATH / 2),
        ];

  return {
    get all() {
      return all;
    },
    numberOf({ url, steps }) {
      const id = `${url}\n${steps.map(({ label, class: name }) => `${label}<${name}>`).join(' ')}`;
      let number = numbers.get(id);
      if (number === undefined) {
        number = all.length;
        all.push({ url, steps });
        numbers.set(id, number);
      }
      return number;
    },
    pathIn(walk, node) {
      const steps = shortened(walk.pathTo(node));
      const root = walk.rootOf(node);
      const top = walk.upFrom(node).at(-1)!;
      const known = root === undefined ? placed.get(walk.nodeAt(top)) : undefined;
      if (known === undefined) return { url: root?.url ?? '', steps };
      const { url, steps: before } = all[known]!;
      return { url, steps: [...before, ...steps.slice(1)] };
    },
    put: (object, place) => void placed.set(object, place),
    clear() {
      all = [];
      numbers = new Map();
      placed = new WeakMap();
    },
  };
}
