import { createCanaries } from './canaries.js';
import { createChains } from './chains.js';
import { createCollections } from './collections.js';
import { createEntrySearch } from './entry-search.js';
import { createLookups } from './lookups.js';
import { createNodeInsides } from './node-insides.js';
import { createPlaces } from './places.js';
import { createProbe } from './probe.js';
import { createProcessReads } from './process-reads.js';
import { createSealedQueue } from './sealed-queue.js';
import { createSurvey } from './survey.js';
import { createTargetValues } from './target-values.js';
import { createWalk } from './walk.js';
import { createWalkNodes } from './walk-nodes.js';

/** As a profile of the process names it: no code of the program. */
export const PROBE_URL = 'heaptide:why';

/** Makes the probe of its parts, once all of them are in the process that is asked. */
const ASSEMBLE = `(host) => {
  const { apply, getPrototypeOf } = Reflect;
  const sourceOf = Function.prototype.toString;
  for (const [name, builtin] of Object.entries(host.natives)) {
    if (typeof builtin !== 'function' || !apply(sourceOf, builtin, []).endsWith('{ [native code] }')) {
      return 'the program has replaced ' + name + ', without which its objects cannot be read safely';
    }
  }
  host.reflect = host.types = host.natives;
  host.plainPrototypes = [
    ...Object.values(host.prototypes),
    ...Object.values(host.functions).map((fn) => getPrototypeOf(fn)),
  ];
  const values = (${String(createTargetValues)})(host, ${String(createNodeInsides)});
  const mine = new WeakSet();
  const canaries = (${String(createCanaries)})(values, mine, host.global);
  const places = (${String(createPlaces)})();
  const collections = (${String(createCollections)})(values, places);
  const lookups = (${String(createLookups)})(values);
  const chains = (${String(createChains)})(values, places, lookups);
  const search = (${String(createEntrySearch)})(values, mine);
  const survey = (${String(createSurvey)})({ values, canaries, places, lookups, collections, chains, search });
  const reads = (${String(createProcessReads)})(values, host);
  const createWalk = ${String(createWalk)};
  const createWalkNodes = ${String(createWalkNodes)};
  const createSealedQueue = ${String(createSealedQueue)};
  const probe = (${String(createProbe)})({
    values, canaries, collections, survey, reads, host, mine,
    createWalk: (options) => createWalk({ values, canaries, mine, createWalkNodes, createSealedQueue }, options),
  });
  return probe;
}`;

/**
 * An expression for the main realm of the process: evaluates to the probe, or to a string that says why it cannot be. It lives in a realm of its own, so that
 * nothing the program has done to the builtins is met there, and on no global. Here, in the program's realm, properties are
 * read and nothing of it is called.
 */
export const PROBE_TEXT = `(() => {
  const builtin = (name) => process.getBuiltinModule(name);
  const assemble = builtin('node:vm').runInNewContext(${JSON.stringify(ASSEMBLE)}, undefined, ${JSON.stringify(PROBE_URL)});
  const types = builtin('node:util').types;
  return assemble({
    natives: {
      __proto__: null,
      getOwnPropertyDescriptor: Reflect.getOwnPropertyDescriptor,
      ownKeys: Reflect.ownKeys,
      getOwnPropertySymbols: Object.getOwnPropertySymbols,
      getPrototypeOf: Reflect.getPrototypeOf,
      propertyIsEnumerable: Object.prototype.propertyIsEnumerable,
      isProxy: types.isProxy,
      isMap: types.isMap,
      isSet: types.isSet,
      isPromise: types.isPromise,
      isWeakMap: types.isWeakMap,
      isNativeError: types.isNativeError,
      isBoxedPrimitive: types.isBoxedPrimitive,
    },
    prototypes: {
      __proto__: null,
      object: Object.prototype, function: Function.prototype, array: Array.prototype, map: Map.prototype,
      set: Set.prototype, weakMap: WeakMap.prototype, weakSet: WeakSet.prototype, promise: Promise.prototype,
      regExp: RegExp.prototype, date: Date.prototype, error: Error.prototype, string: String.prototype,
      number: Number.prototype, boolean: Boolean.prototype,
    },
    functions: { __proto__: null, async: async function () {}, generator: function* () {} },
    process,
    freemem: builtin('node:os').freemem,
    heapSpaces: builtin('node:v8').getHeapSpaceStatistics,
    moduleCache: builtin('node:module')._cache,
    lenders: [builtin('node:util').inspect, builtin('node:timers').setTimeout],
    global: globalThis,
    channel: builtin('node:diagnostics_channel'),
    every: (milliseconds, act) => {
      const timers = builtin('node:timers');
      const timer = timers.setInterval(act, milliseconds);
      timer.unref();
      return () => timers.clearInterval(timer);
    },
  });
})()`;
