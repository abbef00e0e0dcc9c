import type { Canaries, FrameValues } from './canaries.js';
import type { Collections } from './collections.js';
import type { Survey } from './survey.js';
import type { TargetValues } from './target-values.js';
import type { Walk, WalkOptions } from './walk.js';

/** What the process itself tells, read in one call. */
export interface ProcessFacts {
  readonly pid: number;
  readonly nodeVersion: string;
  readonly rss: number;
  readonly heapUsed: number;
  /** Bytes that a cgroup allows; 0 where none does. */
  readonly memoryLimit: number;
  readonly freeSystemMemory: number;
  /** Bytes of the heap that are in objects of a hundred kilobytes or more. */
  readonly largeObjects: number;
}

/** Units of work by name. */
export type WorkCounts = Readonly<Record<string, number>>;

/** What the probe needs of the process. */
export interface ProbeHost {
  readonly process: {
    readonly pid: number;
    readonly version: string;
    memoryUsage(): { rss: number; heapUsed: number };
    constrainedMemory?(): number;
    _getActiveHandles?(): readonly unknown[];
  };
  readonly freemem: () => number;
  readonly heapSpaces: () => readonly object[];
  readonly moduleCache: unknown;
  /** Functions of Node's own, in whose scopes there is what is lent to the probe. */
  readonly lenders: readonly unknown[];
  readonly global: object;
  /** Calls again and again without keeping the process alive, until the returned function is called. */
  readonly every: (milliseconds: number, act: () => void) => () => void;
  readonly channel: {
    subscribe(name: string, listener: () => void): void;
    unsubscribe(name: string, listener: () => void): void;
  };
}

/** Parts that the probe is made of. */
export interface ProbeParts {
  readonly values: TargetValues;
  readonly canaries: Canaries;
  readonly collections: Collections;
  readonly survey: Survey;
  readonly createWalk: (options: WalkOptions) => Walk;
  readonly host: ProbeHost;
  /** Objects of the probe itself, which no walk looks into. */
  readonly mine: WeakSet<object>;
}

/** What can be asked of the probe: a name and its arguments, as `callFunctionOn` hands them over. */
export interface Probe {
  /** Gives JSON: `{value}`, or `{failure}` with what went wrong. Throws nothing, which would end some processes. */
  run(args: ArrayLike<unknown>): string;
  /** Nodes that only an inspector can look into: the number of each and the object itself, by turns. */
  sealed(args: ArrayLike<unknown>): readonly unknown[];
  /** Canaries that are alive, at most so many: the number of each and the object itself, by turns. */
  living(args: ArrayLike<unknown>): readonly unknown[];
  /** Functions of Node's own, in whose scopes there is what is lent to the probe. */
  readonly lenders: readonly unknown[];
  /** What breakpoints that do not stop call, as a call of the site begins and ends. */
  readonly enter: () => void;
  readonly leave: (...locals: readonly unknown[]) => void;
}

export function createProbe({
  values,
  canaries,
  collections,
  survey,
  createWalk,
  host,
  mine,
}: ProbeParts): Probe {
  const WORK_COUNTERS = 'heaptide.work-counters';
  const RESPONSE_FINISHED = 'http.server.response.finish';
  const MOST_COUNTERS = 64;
  const MOST_HANDLES = 2000;
  /** A snapshot stops the asking for long. */
  const FORGOTTEN_MS = 120_000;
  /** What a few objects and closures have. */
  const MOST_OPENED = 5000;
  const RANK = { global: 2, handle: 3, timers: 3, modules: 4 };
  let walk: Walk | undefined;
  let requests = 0;
  let countsRequests = false;
  let wanted: readonly string[] = [];
  /** Ends the watch for a question that nobody goes on with. */
  let guard: (() => void) | undefined;
  let asked = 0;
  const onFinish = (): void => {
    requests++;
  };
  const forget = (): void => {
    if (Date.now() - asked >= FORGOTTEN_MS) letGo();
  };
  mine.add(onFinish).add(forget);

  const lenders: unknown[] = [];
  // Iterating over what is of the program's realm would run its own iterators.
  // eslint-disable-next-line @typescript-eslint/prefer-for-of
  for (let i = 0; i < host.lenders.length; i++) {
    const fn = host.lenders[i];
    if (typeof fn === 'function' && !values.isOpaque(fn)) lenders.push(fn);
  }

  const largeObjects = (): number => {
    const spaces = host.heapSpaces();
    let bytes = 0;
    // eslint-disable-next-line @typescript-eslint/prefer-for-of -- as above
    for (let i = 0; i < spaces.length; i++) {
      const name = String(values.dataOf(spaces[i]!, 'space_name'));
      if (name.endsWith('large_object_space')) bytes += Number(values.dataOf(spaces[i]!, 'space_used_size'));
    }
    return bytes;
  };

  const counters = (): Map<string, number> | undefined => {
    const registry = values.dataOf(host.global, Symbol.for(WORK_COUNTERS));
    const isMap = !values.isOpaque(registry) && values.kindOf(registry as object) === 'Map';
    return isMap ? (registry as Map<string, number>) : undefined;
  };
  const readWork = (): WorkCounts => {
    const work: Record<string, number> = {};
    const registry = counters();
    if (registry === undefined) return countsRequests ? { requests } : {};
    const reader = values.readEntries(registry, 'Map');
    for (let i = 0; i < MOST_COUNTERS; i++) {
      const entry = reader.next();
      if (entry === undefined) break;
      if (typeof entry.key === 'string' && typeof entry.value === 'number') work[entry.key] = entry.value;
    }
    return work;
  };

  /** Reads frames out of a flat list, as an inspector can hand objects over. */
  const framesFrom = (args: readonly unknown[], start: number): FrameValues[] => {
    const frames: FrameValues[] = [];
    let at = start;
    while (at < args.length) {
      const [name, url, self, count] = [
        args[at] as string,
        args[at + 1] as string,
        args[at + 2],
        args[at + 3] as number,
      ];
      at += 4;
      const scopes: FrameValues['scopes'][number][] = [];
      for (let i = 0; i < count; i++, at += 3) {
        scopes.push({ type: args[at] as string, name: args[at + 1] as string, variables: args[at + 2] });
      }
      frames.push({ name, url, self, scopes });
    }
    return frames;
  };

  const rootsOfProcess = (): void => {
    canaries.addRoot({ label: 'globalThis', url: '', rank: RANK.global, isSteady: true, value: host.global });
    canaries.addRoot({ label: 'process', url: '', rank: RANK.global, isSteady: true, value: host.process });
    const handles = host.process._getActiveHandles?.() ?? [];
    for (let i = 0; i < handles.length && i < MOST_HANDLES; i++) {
      const handle = handles[i];
      if (values.isOpaque(handle)) continue;
      const label = `active ${values.classOf(handle as object)}`;
      canaries.addRoot({ label, url: '', rank: RANK.handle, isSteady: true, value: handle as object });
    }
    const lists = values.timerLists();
    if (lists !== undefined) {
      canaries.addRoot({ label: 'timers', url: '', rank: RANK.timers, isSteady: true, value: lists });
    }
    if (!values.isOpaque(host.moduleCache)) {
      canaries.addRoot({
        label: 'require.cache',
        url: '',
        rank: RANK.modules,
        isSteady: true,
        value: host.moduleCache as object,
      });
    }
  };

  const letGo = (): void => {
    if (countsRequests) host.channel.unsubscribe(RESPONSE_FINISHED, onFinish);
    countsRequests = false;
    guard?.();
    guard = undefined;
    walk = undefined;
    wanted = [];
    survey.clear();
    canaries.clear();
  };

  const operations: Record<string, (args: readonly unknown[]) => unknown> = {
    process(): ProcessFacts {
      const { rss, heapUsed } = host.process.memoryUsage();
      return {
        pid: host.process.pid,
        nodeVersion: host.process.version,
        rss,
        heapUsed,
        memoryLimit: host.process.constrainedMemory?.() ?? 0,
        freeSystemMemory: host.freemem(),
        largeObjects: largeObjects(),
      };
    },
    lend(args) {
      const variables = values.isObject(args[1]) ? values.dataOf(args[1], 'object') : undefined;
      if (values.isObject(variables)) values.lend(variables);
    },
    begin() {
      asked = Date.now();
      guard ??= host.every(FORGOTTEN_MS / 2, forget);
      if (counters() !== undefined || countsRequests) return;
      host.channel.subscribe(RESPONSE_FINISHED, onFinish);
      countsRequests = true;
    },
    enter: (args) => collections.enterCall(args[1] as number),
    take(args) {
      collections.leaveCall(args[1] as number);
      return canaries.take({ returned: args[2], constructs: args[3] === true, frames: framesFrom(args, 4) });
    },
    localNames: () => canaries.localNames(),
    wantLocals(args) {
      wanted = args.slice(1) as string[];
    },
    calls: () => canaries.calls,
    walk(args) {
      const [, maxNodes, inCollections, elsewhere] = args as unknown as readonly number[];
      walk = createWalk({
        maxNodes: maxNodes!,
        readsWeakMaps: args[4] === true,
        sameFunctions: { inCollections: inCollections!, elsewhere: elsewhere! },
      });
      rootsOfProcess();
      for (const root of [...canaries.roots].sort((a, b) => a.rank - b.rank)) walk.addRoot(root);
    },
    walkNear(args) {
      const [, maxNodes, functions] = args as unknown as readonly number[];
      walk = createWalk({
        maxNodes: maxNodes!,
        readsWeakMaps: false,
        sameFunctions: { inCollections: functions!, elsewhere: functions! },
      });
      collections.addNear(walk);
    },
    openAgain() {
      walk = createWalk({
        maxNodes: MOST_OPENED,
        readsWeakMaps: false,
        sameFunctions: { inCollections: 0, elsewhere: 0 },
      });
      survey.addSealed(walk);
      const { nodeCount } = walk;
      // A walk holds the canaries: none may outlive its use.
      if (nodeCount === 0) walk = undefined;
      return nodeCount;
    },
    step(args) {
      const start = Date.now();
      const state = walk!.step(args[1] as number);
      return { ...state, ms: Date.now() - start };
    },
    demote: (args) => walk!.demote(args.slice(1) as number[]),
    addTo(args) {
      for (let i = 1; i + 2 < args.length; i += 3) {
        walk!.add(args[i + 2], args[i] as number, args[i + 1] as string);
      }
    },
    addScopes(args) {
      for (let i = 1; i + 2 < args.length; i += 3) {
        // What stands for a scope has its variables in a field.
        const variables = values.isObject(args[i + 2])
          ? values.dataOf(args[i + 2] as object, 'object')
          : undefined;
        if (!values.isObject(variables)) continue;
        for (const key of values.keysOf(variables)) {
          if (typeof key !== 'string') continue;
          walk!.add(values.dataOf(variables, key), args[i] as number, `${args[i + 1] as string}${key}`);
        }
      }
    },
    settle() {
      survey.settle(walk!);
      walk = undefined;
    },
    look(args) {
      survey.look(args[1] === true, walk);
      walk = undefined;
      return readWork();
    },
    chooseGrowing: () => collections.chooseGrowing(),
    dropRoots: () => canaries.dropRoots(),
    sizeOf(args) {
      if (values.isOpaque(args[1])) return null;
      return values.sizeOf(args[1] as object, values.kindOf(args[1] as object));
    },
    confirm: (args) => survey.confirm(args[1] as number),
    facts: (args) => survey.facts(args[1] === true),
    release: () => letGo(),
  };

  return {
    run(args) {
      // Iterating over what is of the program's realm would run its own iterators.
      const own: unknown[] = [];
      // eslint-disable-next-line @typescript-eslint/prefer-for-of
      for (let i = 0; i < args.length; i++) own.push(args[i]);
      asked = Date.now();
      try {
        return JSON.stringify({ value: operations[own[0] as string]!(own) ?? null });
      } catch (error) {
        return JSON.stringify({ failure: String(error) });
      }
    },
    sealed: (args) => walk?.takeSealed(args[0] as number).flatMap((node) => [node, walk!.nodeAt(node)]) ?? [],
    living(args) {
      const pairs = canaries.all.flatMap(({ ref }, number) => {
        const object = ref?.deref();
        return object === undefined ? [] : [[number, object]];
      });
      return pairs.slice(0, args[0] as number).flat();
    },
    lenders,
    // Where nothing stops, the depth is not known.
    enter: () => collections.enterCall(0),
    leave: (...locals) => {
      collections.leaveCall(0);
      canaries.takeLocals(wanted, locals);
    },
  };
}
