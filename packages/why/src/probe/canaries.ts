import type { TargetValues } from './target-values.js';

/** In what place of the call an object was caught. */
export type Origin = 'return' | 'this' | 'local';

/** An object of one call of the site, held weakly; or a string, which has no identity and is told by its text. */
export interface Canary {
  readonly origin: Origin;
  /** Name of the variable, of a local one. */
  readonly name: string;
  readonly ref: WeakRef<object> | undefined;
  readonly text: string | undefined;
  /** Number of the call that it was caught in. */
  readonly call: number;
  /** Dies at the first collection of young objects, and so tells that there was one. */
  readonly sentinel: WeakRef<object>;
}

/** Where a walk may begin: what the calls of the site have in common. */
export interface Root {
  readonly label: string;
  /** URL of the module whose variable it is; empty for what is no module's. */
  readonly url: string;
  /** The lower, the earlier. What only an inspector can open goes by the whole number. */
  readonly rank: number;
  /** Whether it was seen to be the same object from call to call, or is so in any program. */
  readonly isSteady: boolean;
  readonly value: object;
}

/** One frame of the stack, as a debugger hands it over. */
export interface FrameValues {
  readonly name: string;
  readonly url: string;
  readonly self: unknown;
  readonly scopes: readonly { readonly type: string; readonly name: string; readonly variables: unknown }[];
}

/** One call of the site at the moment of its return. */
export interface CallValues {
  readonly returned: unknown;
  /** Whether `this` is what the call has made. */
  readonly constructs: boolean;
  /** The innermost first. */
  readonly frames: readonly FrameValues[];
}

export interface Canaries {
  readonly all: readonly Canary[];
  readonly roots: readonly Root[];
  readonly calls: number;
  /** Takes in one call, and gives how many objects it has caught. */
  take(call: CallValues): number;
  /** What locals the calls had, for a breakpoint that hands over nothing else. */
  localNames(): readonly string[];
  /** Takes in the named locals of one call, by a breakpoint that does not stop. */
  takeLocals(names: readonly string[], locals: readonly unknown[]): number;
  addRoot(root: Root): void;
  /** Lets go of every strong reference, so that what is alive is so without us. */
  dropRoots(): void;
  /** Lets go of the canaries too. */
  clear(): void;
}

/**
 * Keeps the objects that calls of the site have made, without keeping them alive. An object that more than one call had
 * was not made by one, and is none. What variables of frames hold the same object in call after call outlives the calls:
 * these, with the variables of modules, are the roots of the walk. Anything else on the stack is of the call itself.
 */
export function createCanaries(values: TargetValues, mine: WeakSet<object>, global: object): Canaries {
  const LOCALS_PER_CALL = 6;
  /** Of a short one there may be another by chance, and of a long one a copy is dear. */
  const STRING = { least: 4, most: 20_000 };
  const ROOT_CALLS = 3;
  const RANK = { module: 0, reassigned: 0.5, shared: 1 };
  let all: Canary[] = [];
  let roots: Root[] = [];
  let seen = new WeakMap<object, number>();
  let seenTexts = new Map<string, number>();
  let shared = new Map<string, { value: object; calls: number; label: string; url: string }>();
  /** Variables of modules by URL and name, as they were at the last call that told of them. */
  let moduleRoots = new Map<string, Root>();
  let reassigned = new Set<string>();
  let names = new Set<string>();
  let calls = 0;
  let rootCalls = 0;
  mine.add(seen).add(seenTexts).add(shared).add(moduleRoots).add(reassigned);

  const isModuleScope = (type: string): boolean => type === 'module' || type === 'script';

  const push = (caught: Pick<Canary, 'origin' | 'name' | 'ref' | 'text'>): void => {
    all.push({ ...caught, call: calls, sentinel: new WeakRef({}) });
  };

  const addText = (origin: Origin, name: string, text: string): number => {
    if (text.length < STRING.least || text.length > STRING.most) return 0;
    const before = seenTexts.get(text);
    seenTexts.set(text, calls);
    if (before === calls) return 0;
    if (before !== undefined) {
      all = all.filter((canary) => canary.text !== text);
      return 0;
    }
    push({ origin, name, ref: undefined, text });
    return 1;
  };

  const addCanary = (origin: Origin, name: string, caught: unknown): number => {
    const value = values.bare(caught);
    if (typeof value === 'string') return addText(origin, name, value);
    if (values.isOpaque(value)) return 0;
    const object = value as object;
    // What an async function returns may die while what it resolves to is kept.
    if (values.isPromise(object)) return 0;
    const before = seen.get(object);
    seen.set(object, calls);
    if (before === calls) return 0;
    if (before !== undefined) {
      all = all.filter(({ ref }) => ref?.deref() !== object);
      return 0;
    }
    push({ origin, name, ref: new WeakRef(object), text: undefined });
    return 1;
  };

  const note = (key: string, label: string, url: string, value: object): void => {
    const known = shared.get(key);
    if (known === undefined) shared.set(key, { value, calls: 1, label, url });
    else if (known.value === value) known.calls++;
    else known.calls = -Infinity;
  };

  const noteFrame = (frame: FrameValues, depth: number): void => {
    const { name, url } = frame;
    const self = values.bare(frame.self);
    if (!values.isOpaque(self) && self !== global)
      note(`${depth} this`, `this of ${name}`, url, self as object);
    for (let i = 0; i < frame.scopes.length; i++) {
      const { type, name: scopeName, variables } = frame.scopes[i]!;
      if (!values.isObject(variables)) continue;
      for (const key of values.keysOf(variables)) {
        const value = values.bare(values.dataOf(variables, key));
        if (typeof key !== 'string' || values.isOpaque(value)) continue;
        if (isModuleScope(type)) {
          const id = `${url}\n${key}`;
          const known = moduleRoots.get(id);
          if (known !== undefined && known.value !== value) reassigned.add(id);
          const isSteady = known !== undefined && !reassigned.has(id);
          // What a variable had before may lead into the middle of what another begins.
          const rank = reassigned.has(id) ? RANK.reassigned : RANK.module;
          moduleRoots.set(id, { label: key, url, rank, isSteady, value: value as object });
        } else note(`${depth} ${i} ${key}`, `${key} of ${scopeName || name}`, url, value as object);
      }
    }
  };

  return {
    get all() {
      return all;
    },
    get roots() {
      const common: Root[] = [];
      for (const { value, calls: times, label, url } of shared.values()) {
        if (times > 1 && times >= Math.min(ROOT_CALLS, rootCalls))
          common.push({ label, url, rank: RANK.shared, isSteady: true, value });
      }
      return [...moduleRoots.values(), ...roots, ...common];
    },
    get calls() {
      return calls;
    },
    take({ returned, constructs, frames }) {
      calls++;
      const top = frames[0];
      let caught = addCanary('return', '', returned);
      if (top !== undefined) {
        if (constructs) caught += addCanary('this', '', top.self);
        let locals = 0;
        for (const { type, variables } of top.scopes) {
          if ((type !== 'local' && type !== 'block') || !values.isObject(variables)) continue;
          for (const key of values.keysOf(variables)) {
            if (typeof key !== 'string' || key === 'this' || key === 'arguments') continue;
            const value = values.bare(values.dataOf(variables, key));
            if ((typeof value !== 'string' && values.isOpaque(value)) || locals >= LOCALS_PER_CALL) continue;
            locals++;
            names.add(key);
            caught += addCanary('local', key, value);
          }
        }
      }
      if (rootCalls < ROOT_CALLS) {
        rootCalls++;
        // The outermost have the same number in every call.
        for (let i = 0; i < frames.length; i++) noteFrame(frames[i]!, frames.length - i);
      }
      return caught;
    },
    localNames: () => [...names],
    takeLocals(localNames, locals) {
      calls++;
      let caught = 0;
      for (let i = 0; i < locals.length; i++) caught += addCanary('local', localNames[i]!, locals[i]);
      return caught;
    },
    addRoot: (root) => void roots.push(root),
    dropRoots() {
      roots = [];
      shared = new Map();
      moduleRoots = new Map();
      reassigned = new Set();
      rootCalls = 0;
    },
    clear() {
      this.dropRoots();
      all = [];
      seen = new WeakMap();
      seenTexts = new Map();
      names = new Set();
      calls = 0;
    },
  };
}
