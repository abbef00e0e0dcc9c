import type { Canaries, FrameValues } from './canaries.js';
import type { Collections } from './collections.js';
import type { ProcessHost, ProcessReads } from './process-reads.js';
import type { Survey } from './survey.js';
import type { TargetValues } from './target-values.js';
import type { Walk, WalkOptions } from './walk.js';

/** Units of work by name. */
export type WorkCounts = Readonly<Record<string, number>>;

/** What the probe needs of the process. */
export interface ProbeHost extends ProcessHost {
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
  readonly reads: ProcessReads;
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
  reads,
  createWalk,
  host,
  mine,
}: ProbeParts): Probe {
  const WORK_COUNTERS = 'heaptide.work-counters';
  const RESPONSE_FINISHED = 'http.server.response.finish';
  const MOST_COUNTERS = 64;
  /** A snapshot stops the asking for long. */
  const FORGOTTEN_MS = 120_000;
  /** What a few objects and closures have. */
  const MOST_OPENED = 5000;
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

  /** What stands for a scope has its variables in a field. */
  const variablesOf = (scope: unknown): object | undefined => {
    const variables = values.isObject(scope) ? values.dataOf(scope, 'object') : undefined;
    return values.isObject(variables) ? variables : undefined;
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
    process: () => reads.facts(),
    lend(args) {
      const variables = variablesOf(args[1]);
      if (variables !== undefined) values.lend(variables);
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
      for (const root of reads.roots()) canaries.addRoot(root);
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
        const variables = variablesOf(args[i + 2]);
        if (variables === undefined) continue;
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
    lenders: reads.lenders,
    // Where nothing stops, the depth is not known.
    enter: () => collections.enterCall(0),
    leave: (...locals) => {
      collections.leaveCall(0);
      canaries.takeLocals(wanted, locals);
    },
  };
}
