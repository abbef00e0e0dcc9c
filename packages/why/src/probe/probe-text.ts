import { createCanaries } from './canaries.js';
import { createProbe } from './probe.js';
import { createSurvey } from './survey.js';
import { createTargetValues } from './target-values.js';
import { createWalk } from './walk.js';

/** Makes the probe of its parts, once all of them are in the process that is asked. */
const ASSEMBLE = `(host) => {
  const sourceOf = Function.prototype.toString;
  for (const [name, builtin] of Object.entries(host.reflect)) {
    if (!Reflect.apply(sourceOf, builtin, []).endsWith('{ [native code] }')) {
      throw new Error('the program has replaced ' + name + ', without which its objects cannot be read safely');
    }
  }
  const values = (${String(createTargetValues)})(host);
  const mine = new WeakSet();
  const canaries = (${String(createCanaries)})(values, mine, host.global);
  const survey = (${String(createSurvey)})(values, canaries, mine);
  const createWalk = ${String(createWalk)};
  const probe = (${String(createProbe)})({
    values, canaries, survey, host, createWalk: (options) => createWalk(values, canaries, mine, options),
  });
  return probe;
}`;

/**
 * An expression for the main realm of the process: evaluates to the probe. It lives in a realm of its own, so that
 * nothing the program has done to the builtins is met there, and on no global.
 */
export const PROBE_TEXT = `(() => {
  const builtin = (name) => process.getBuiltinModule(name);
  const assemble = builtin('node:vm').runInNewContext(${JSON.stringify(ASSEMBLE)});
  return assemble({
    types: builtin('node:util').types,
    reflect: {
      getOwnPropertyDescriptor: Reflect.getOwnPropertyDescriptor,
      ownKeys: Reflect.ownKeys,
      getPrototypeOf: Reflect.getPrototypeOf,
      propertyIsEnumerable: Object.prototype.propertyIsEnumerable,
    },
    plainPrototypes: [
      Object, Function, Array, Map, Set, WeakMap, WeakSet, Promise, RegExp, Date, Error, String, Number, Boolean,
    ].map((each) => each.prototype).concat([async function () {}, function* () {}].map(Object.getPrototypeOf)),
    process,
    freemem: builtin('node:os').freemem,
    moduleCache: builtin('node:module')._cache,
    global: globalThis,
    channel: builtin('node:diagnostics_channel'),
  });
})()`;
