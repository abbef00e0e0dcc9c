import type { Canaries, Canary } from './canaries.js';
import type { Chains } from './chains.js';
import type { Collections } from './collections.js';
import type { EntrySearch, SearchOrder, Want } from './entry-search.js';
import type { Lookup, Lookups } from './lookups.js';
import type { Places } from './places.js';
import type { HitFacts, SurveyFacts } from './survey-facts.js';
import type { TargetValues } from './target-values.js';
import type { Hit, Walk } from './walk.js';

/** What is known of collections, chains and canaries from look to look. Holds all of the program weakly. */
export interface Survey {
  /** Takes over what a walk has met, and lets go of the walk. */
  settle(walk: Walk): void;
  /** Adds to a walk what an inspector has to open, so that a look can tell what lies where something was met. */
  addSealed(walk: Walk): void;
  /** Measures each collection and chain. `opened`: the walk that what is sealed was added to. */
  look(last: boolean, opened?: Walk): void;
  /** Looks for what was found once more, for so many milliseconds. Gives whether there is more to do. */
  confirm(milliseconds: number): boolean;
  /** `beforehand`: what was met in a collection counts as still in it, and old entries as kept. */
  facts(beforehand: boolean): SurveyFacts;
  clear(): void;
}

export interface SurveyParts {
  readonly values: TargetValues;
  readonly canaries: Canaries;
  readonly places: Places;
  readonly lookups: Lookups;
  readonly collections: Collections;
  readonly chains: Chains;
  readonly search: EntrySearch;
}

export function createSurvey({
  values,
  canaries,
  places,
  lookups,
  collections,
  chains,
  search,
}: SurveyParts): Survey {
  interface Within {
    readonly collection: number;
    /** The entry that leads to the canary: an object weakly, or a string. */
    readonly child: unknown;
    stillIn: boolean;
  }
  interface Found {
    readonly canary: Canary;
    readonly place: number;
    readonly within: readonly Within[];
    /** Properties from the entry of the innermost collection to it; undefined where it is not reached by such alone. */
    readonly names: readonly string[] | undefined;
    isThere: boolean;
  }

  const MOST_WITHIN = 12;
  const MOST_FOLLOWED = 200;
  const MOST_TOO_LARGE = 4;
  const MOST_UP = 500;
  let found: Found[] = [];
  let tooLarge = new Set<number>();
  let queue: SearchOrder[] | undefined;
  let sealed: readonly Lookup[] = [];

  const strongly = (value: unknown): unknown => (value instanceof WeakRef ? value.deref() : value);
  const valueOf = ({ text, ref }: Canary): unknown => text ?? ref?.deref();

  const isCollection = (object: object): boolean =>
    values.kindOf(object) !== 'Object' || collections.isKnown(object);

  /** The collections that a canary lies in, the outermost first. */
  const withinOf = (walk: Walk, { entry: met, parent }: Hit): Within[] => {
    const within: Within[] = [];
    let child = met;
    for (const node of walk.upFrom(parent).slice(0, MOST_UP)) {
      const holder = walk.nodeAt(node);
      if (within.length < MOST_WITHIN && isCollection(holder)) {
        const kind = values.kindOf(holder);
        const collection = collections.add(walk, { node, kind, samples: [], size: 0 });
        const entry = values.isObject(child) ? new WeakRef(child) : child;
        if (collection !== undefined) {
          collections.follow(collection, () => lookups.to(walk, node));
          within.unshift({ collection, child: entry, stillIn: false });
        }
      }
      child = walk.entryAt(node);
    }
    return within;
  };

  const namesTo = (walk: Walk, { parent, label }: Hit): readonly string[] | undefined => {
    const names: string[] = [];
    let step = label;
    for (let node = parent; node >= 0 && !isCollection(walk.nodeAt(node)); node = walk.parentOf(node)) {
      const name = values.nameOfStep(step);
      if (name === undefined) return undefined;
      names.unshift(name);
      step = walk.labelAt(node);
    }
    return names;
  };

  /** Whether the entry that led to it still does: what passes through what stays is not kept by it. */
  const isReached = ({ canary, names, within }: Found): boolean => {
    const value = names && values.follow(strongly(within.at(-1)?.child), names);
    return value !== undefined && value === valueOf(canary);
  };

  /** A growing one may hold nothing that is seen to be caught, and yet be replaced as it grows. */
  const followLargest = (walk: Walk): void => {
    const largest = [...walk.met].sort((a, b) => b.size - a.size).slice(0, MOST_FOLLOWED);
    for (const met of largest) {
      const number = collections.add(walk, met);
      if (number !== undefined) collections.followByName(number, () => lookups.to(walk, met.node));
    }
  };

  const addHit = (walk: Walk, hit: Hit): void => {
    const { canary, parent, value, label } = hit;
    const within = withinOf(walk, hit);
    const { url, steps } = places.pathIn(walk, parent);
    const name = values.isObject(value) ? values.classOf(value) : 'string';
    const place = places.numberOf({ url, steps: [...steps, { label, class: name }] });
    if (!found.some((each) => each.canary === canary && each.place === place)) {
      found.push({ canary, place, within, names: namesTo(walk, hit), isThere: false });
    }
  };

  /** Others of a kind, of which one is an entry: the walk may have ended before it met them, or set out before they came. */
  const wantsBeside = (collection: number): Want[] => {
    const entry = found.find(({ canary, within }) => {
      const last = within.at(-1);
      return last?.collection === collection && strongly(last.child) === valueOf(canary);
    });
    if (entry === undefined) return [];
    const { origin, name } = entry.canary;
    return canaries.all.flatMap((canary) => {
      const value = valueOf(canary);
      const isMet = found.some(
        (each) => each.canary === canary && each.within.some((within) => within.collection === collection),
      );
      if (canary.origin !== origin || canary.name !== name || value === undefined || isMet) return [];
      const child = values.isObject(value) ? new WeakRef(value) : value;
      const within = [...entry.within.slice(0, -1), { collection, child, stillIn: true }];
      return [{ value, act: () => void found.push({ ...entry, canary, within, isThere: true }) }];
    });
  };

  /** To look in a collection for the entries that led to canaries, and for old ones. */
  const orderFor = (collection: number): SearchOrder => ({
    kind: collections.kindOf(collection),
    object: () => collections.objectOf(collection),
    wants: () => [
      ...found.flatMap((hit) =>
        hit.within.flatMap((each) => {
          if (each.collection !== collection) return [];
          const value = strongly(each.child);
          const act = (): void => {
            each.stillIn = true;
            if (each === hit.within.at(-1)) hit.isThere = isReached(hit);
          };
          return value === undefined ? [] : [{ value, act }];
        }),
      ),
      ...wantsBeside(collection),
      ...collections.oldEntriesOf(collection),
    ],
  });

  const hitFacts = (beforehand: boolean): HitFacts[] => {
    const numbers = new Map(canaries.all.map((canary, number) => [canary, number]));
    return found.flatMap(({ canary, place, within, names, isThere }) => {
      const number = numbers.get(canary);
      if (number === undefined) return [];
      const stays = within.map(({ collection, stillIn }) => ({
        collection,
        stillIn: stillIn || beforehand,
      }));
      return [
        { canary: number, place, within: stays, isThere: isThere || (beforehand && names !== undefined) },
      ];
    });
  };

  return {
    settle(walk) {
      for (const met of walk.met) collections.add(walk, met);
      for (const hit of walk.hits) addHit(walk, hit);
      followLargest(walk);
      for (const node of walk.tooLarge.slice(0, MOST_TOO_LARGE)) {
        tooLarge.add(places.numberOf(places.pathIn(walk, node)));
      }
      chains.find(walk);
    },
    addSealed(walk) {
      sealed = [...chains.lookups, ...collections.lookups];
      for (const lookup of sealed) lookup.addTo(walk);
    },
    look(last, opened) {
      if (opened !== undefined) for (const lookup of sealed) lookup.readFrom(opened);
      sealed = [];
      collections.look(last);
      chains.measure();
    },
    confirm(milliseconds) {
      queue ??= [
        ...new Set([
          ...found.flatMap(({ within }) => within.map(({ collection }) => collection)),
          ...collections.growingKeyless,
        ]),
      ].map(orderFor);
      const isMore = search.step(queue, milliseconds);
      if (!isMore) collections.endSearch();
      return isMore;
    },
    facts: (beforehand) => ({
      places: places.all,
      collections: collections.facts(beforehand),
      hits: hitFacts(beforehand),
      canaries: canaries.all.map(({ origin, name, call, ref, sentinel }) => ({
        origin,
        name,
        call,
        isObject: ref !== undefined,
        alive: ref?.deref() !== undefined,
        collectedSince: sentinel.deref() === undefined,
      })),
      chains: chains.facts(),
      tooLarge: [...tooLarge],
      calls: canaries.calls,
      wholeCalls: collections.wholeCalls,
    }),
    clear() {
      for (const part of [places, collections, chains, search]) part.clear();
      found = [];
      tooLarge = new Set();
      queue = undefined;
      sealed = [];
    },
  };
}
