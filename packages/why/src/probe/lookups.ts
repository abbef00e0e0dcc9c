import type { CollectionKind, TargetValues } from './target-values.js';
import type { Walk } from './walk.js';

/**
 * What lies at a place by now: where state is replaced and not changed, that is another object than the one that a walk has
 * met there. Holds all of the program weakly.
 */
export interface Lookup {
  /** Whether that can be told. */
  readonly isReadable: boolean;
  /** Whether another may ever be there. */
  readonly mayChange: boolean;
  /** Whether it lies under one entry of many. */
  readonly isUnderEntry: boolean;
  /** Whether an inspector has to read what leads there. */
  readonly isSealed: boolean;
  /** Whether another began what leads there as that was read last. */
  readonly begunAnew: boolean;
  /** What lies there by now; `undefined` where there is nothing. */
  now(): object | undefined;
  /**
   * What lies where it does under other entries of the same collection; `undefined` where it lies under none, or that cannot be
   * told. `isAll`: whether these are all of them.
   */
  others(): { readonly lookups: readonly Lookup[]; readonly isAll: boolean } | undefined;
  /** Adds to a walk what only an inspector can read: what has the beginning of the place in a field or a closure. */
  addTo(walk: Walk): void;
  /** Takes from such a walk what is there by now. */
  readFrom(walk: Walk): void;
}

/** Finds the way back to what a walk has met. */
export interface Lookups {
  to(walk: Walk, node: number): Lookup;
}

export function createLookups(values: TargetValues): Lookups {
  /** What an inspector has to open to read it, and the label it has there. */
  interface Seal {
    readonly owners: readonly WeakRef<object>[];
    readonly label: string;
  }
  /** An entry of a collection. */
  interface EntryWay {
    readonly owner: WeakRef<object>;
    readonly kind: CollectionKind;
    /** Whether another may be there by now, under the key of a map or dictionary. */
    readonly hasKey: boolean;
    /** What its key has by now; without one the entry itself, if it is still there. */
    now(): object | undefined;
  }
  /** What a way begins with, before the properties that it goes on by. */
  interface Beginning {
    readonly met: WeakRef<object>;
    readonly isSteady: boolean;
    readonly entry: EntryWay | undefined;
    readonly seal: Seal | undefined;
  }

  const MOST_NAMES = 8;
  const MOST_ENTRIES = 100_000;
  const MOST_OTHERS = 2000;
  /** Of the functions of a module any tells its variables; some may be of another module. */
  const MOST_FUNCTIONS = 3;

  const follow = (from: unknown, names: readonly string[]): object | undefined => {
    const value = values.follow(from, names);
    return values.isOpaque(value) ? undefined : (value as object);
  };

  const isIn = (owner: object, wanted: object): boolean => {
    const reader = values.readEntries(owner, values.kindOf(owner));
    for (let i = 0; i < MOST_ENTRIES; i++) {
      const entry = reader.next();
      if (entry === undefined) return false;
      if (entry.value === wanted || entry.key === wanted) return true;
    }
    return false;
  };

  /** `met`: the entry as its owner has it, which may be a proxy. */
  const entryWay = (owner: WeakRef<object>, kind: CollectionKind, key: unknown, met: object): EntryWay => {
    const entry = new WeakRef(met);
    if ((kind === 'Map' || kind === 'Object') && key !== undefined) {
      return {
        owner,
        kind,
        hasKey: true,
        now() {
          const from = owner.deref();
          return from && follow(values.valueAt(from, kind, key), []);
        },
      };
    }
    return {
      owner,
      kind,
      hasKey: false,
      now() {
        const [from, wanted] = [owner.deref(), entry.deref()];
        return from !== undefined && wanted !== undefined && isIn(from, wanted)
          ? follow(wanted, [])
          : undefined;
      },
    };
  };

  const entryOf = (walk: Walk, node: number): EntryWay | undefined => {
    const parent = walk.parentOf(node);
    if (parent < 0 || !walk.labelAt(node).startsWith('[')) return undefined;
    const owner = walk.nodeAt(parent);
    return entryWay(new WeakRef(owner), values.kindOf(owner), walk.keyAt(node), walk.entryAt(node));
  };

  const sealOf = (walk: Walk, node: number): Seal | undefined => {
    const [parent, label] = [walk.parentOf(node), walk.labelAt(node)];
    if (parent >= 0) {
      const isSealed = label.startsWith('.#') || label.startsWith('{');
      return isSealed ? { owners: [new WeakRef(walk.nodeAt(parent))], label } : undefined;
    }
    const root = walk.rootOf(node);
    if (root === undefined || root.url === '' || root.isSteady) return undefined;
    const owners = walk.functionsOf(root.url).slice(0, MOST_FUNCTIONS);
    return { owners: owners.map((fn) => new WeakRef(fn)), label: `{module ${root.url}}.${label}` };
  };

  const lookupBy = ({ met, isSteady, entry, seal }: Beginning, names: readonly string[]): Lookup => {
    let begins: WeakRef<object> | undefined = met;
    let isRead = entry !== undefined || isSteady;
    let begunAnew = false;
    return {
      get isReadable() {
        return isRead || names.length > 0;
      },
      mayChange: names.length > 0 || seal !== undefined || entry?.hasKey === true,
      isUnderEntry: entry !== undefined,
      isSealed: seal !== undefined,
      get begunAnew() {
        return begunAnew;
      },
      now() {
        // To look for it among many takes long, and whatever holds it there: what it has by then is of interest.
        const isFollowed = entry === undefined || (!entry.hasKey && names.length > 0);
        return follow(isFollowed ? begins?.deref() : entry.now(), names);
      },
      others() {
        const owner = entry?.owner.deref();
        if (owner === undefined) return undefined;
        const reader = values.readEntries(owner, entry!.kind);
        const lookups: Lookup[] = [];
        for (let i = 0; i < MOST_OTHERS; i++) {
          const found = reader.next();
          if (found === undefined) return { lookups, isAll: true };
          const { key, value: entryValue } = found;
          const value = values.bare(entryValue);
          if (values.isOpaque(value)) continue;
          const other = entryWay(
            entry!.owner,
            entry!.kind,
            values.isObject(key) ? undefined : key,
            entryValue as object,
          );
          const beginning = {
            met: new WeakRef(value as object),
            isSteady: false,
            entry: other,
            seal: undefined,
          };
          lookups.push(lookupBy(beginning, names));
        }
        return { lookups, isAll: false };
      },
      addTo(walk) {
        for (const owner of seal?.owners ?? []) {
          const object = owner.deref();
          if (object !== undefined) walk.addSealed(object);
        }
      },
      readFrom(walk) {
        if (seal === undefined) return;
        for (const owner of seal.owners) {
          const found = walk.childOf(owner.deref(), seal.label);
          if (found === undefined) continue;
          begunAnew = found !== met.deref();
          begins = new WeakRef(found);
          isRead = true;
          return;
        }
        // Nothing, or what is no object: it may be there again later.
        if (names.length === 0 && seal.owners.length === 1) [begins, isRead] = [undefined, true];
      },
    };
  };

  return {
    to(walk, node) {
      const names: string[] = [];
      let first = node;
      while (walk.parentOf(first) >= 0 && names.length < MOST_NAMES) {
        const name = values.nameOfStep(walk.labelAt(first));
        if (name === undefined) break;
        names.unshift(name);
        first = walk.parentOf(first);
      }
      const beginning = {
        met: new WeakRef(walk.nodeAt(first)),
        isSteady: walk.parentOf(first) < 0 && walk.rootOf(first)?.isSteady === true,
        entry: entryOf(walk, first),
        seal: sealOf(walk, first),
      };
      return lookupBy(beginning, names);
    },
  };
}
