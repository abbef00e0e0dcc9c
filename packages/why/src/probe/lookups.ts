import type { TargetValues } from './target-values.js';
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
  /** Whether another began what leads there as that was read last. */
  readonly begunAnew: boolean;
  /** What lies there by now; `undefined` where there is nothing. */
  now(): object | undefined;
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
  const MOST_NAMES = 8;
  const MOST_ENTRIES = 100_000;
  /** Of the functions of a module any tells its variables; some may be of another module. */
  const MOST_FUNCTIONS = 3;

  const nameOf = (label: string): string | undefined =>
    label.startsWith('.') && values.isLabel(label.slice(1)) ? label.slice(1) : undefined;

  /** Whether an entry is still where it was; of a map or dictionary, what its key has by now. */
  const entryOf = (walk: Walk, node: number): (() => object | undefined) | undefined => {
    const parent = walk.parentOf(node);
    if (parent < 0 || !walk.labelAt(node).startsWith('[')) return undefined;
    const [owner, entry] = [new WeakRef(walk.nodeAt(parent)), new WeakRef(walk.nodeAt(node))];
    const kind = values.kindOf(walk.nodeAt(parent));
    const find = (by: 'key' | 'value', from: object | undefined, wanted: object | undefined) => {
      const reader = from && wanted && values.readEntries(from, kind);
      for (let i = 0; reader !== undefined && i < MOST_ENTRIES; i++) {
        const found = reader.next();
        if (found === undefined) return undefined;
        if (found[by] === wanted) return found;
      }
      return undefined;
    };
    const key =
      kind === 'Map' || kind === 'Object' ? find('value', owner.deref(), entry.deref())?.key : undefined;
    if (key === undefined || values.isObject(key)) {
      return () => {
        const object = entry.deref();
        const isIn = find('value', owner.deref(), object) ?? find('key', owner.deref(), object);
        return isIn && object;
      };
    }
    return () => {
      const from = owner.deref();
      const value = from && values.valueAt(from, kind as 'Map' | 'Object', key);
      return values.isOpaque(value) ? undefined : (value as object);
    };
  };

  /** What an inspector has to open to read it, and the label it has there. */
  const sealOf = (
    walk: Walk,
    node: number,
  ): { owners: readonly WeakRef<object>[]; label: string } | undefined => {
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

  return {
    to(walk, node) {
      const names: string[] = [];
      let top = node;
      while (walk.parentOf(top) >= 0 && names.length < MOST_NAMES) {
        const name = nameOf(walk.labelAt(top));
        if (name === undefined) break;
        names.unshift(name);
        top = walk.parentOf(top);
      }
      const met = new WeakRef(walk.nodeAt(top));
      const seal = sealOf(walk, top);
      const entry = entryOf(walk, top);
      const isSteadyRoot = walk.parentOf(top) < 0 && walk.rootOf(top)?.isSteady === true;
      let base: WeakRef<object> | undefined = met;
      let isRead = entry !== undefined || isSteadyRoot;
      let begunAnew = false;

      return {
        get isReadable() {
          return isRead || names.length > 0;
        },
        mayChange: names.length > 0 || seal !== undefined || entry !== undefined,
        get begunAnew() {
          return begunAnew;
        },
        now() {
          let object: unknown = entry === undefined ? base?.deref() : entry();
          for (let i = 0; i < names.length && object !== undefined; i++) {
            object = values.dataOf(object as object, names[i]!);
            if (values.isOpaque(object)) return undefined;
          }
          return object as object | undefined;
        },
        addTo(into) {
          for (const owner of seal?.owners ?? []) {
            const object = owner.deref();
            if (object !== undefined) into.addSealed(object);
          }
        },
        readFrom(opened) {
          if (seal === undefined) return;
          for (const owner of seal.owners) {
            const found = opened.childOf(owner.deref(), seal.label);
            if (found === undefined) continue;
            begunAnew = found !== met.deref();
            base = new WeakRef(found);
            isRead = true;
            return;
          }
          // Nothing, or what is no object: it may be there again later.
          if (names.length === 0 && seal.owners.length === 1) [base, isRead] = [undefined, true];
        },
      };
    },
  };
}
