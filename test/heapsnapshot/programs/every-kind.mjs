// Makes something of every kind that a heap holds, then writes a heap snapshot in the way that is asked for.
import { AsyncLocalStorage } from 'node:async_hooks';
import { Blob } from 'node:buffer';
import { createHash, generateKeySync } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Session } from 'node:inspector';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { URLSearchParams } from 'node:url';
import { TextDecoder } from 'node:util';
import { writeHeapSnapshot } from 'node:v8';
import { createContext, runInContext, Script } from 'node:vm';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createGzip } from 'node:zlib';

const { WebAssembly } = globalThis;
const [way, path] = process.argv.slice(2);
const session = new Session();
session.connect();

/** `{ params }` of what the session tells. */
const post = (method, params) =>
  new Promise((resolve, reject) => {
    session.post(method, params, (error, answer) => (error === null ? resolve(answer) : reject(error)));
  });

if (way === 'tracked') await post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true });

class Animal {
  static #count = 0;
  #name;
  constructor(name) {
    this.#name = name;
    Animal.#count++;
  }
  get name() {
    return this.#name;
  }
  #secret() {
    return Animal.#count;
  }
  tell() {
    return this.#secret();
  }
}
class Dog extends Animal {}

/** Classes whose names DevTools treats as tags, cuts or could confuse with its own. */
const named = (name) => {
  const made = class {};
  Object.defineProperty(made, 'name', { value: name });
  return made;
};
const ODD_NAMES = [
  '<div class="a">',
  '<div class="b">',
  '<span>',
  '<p',
  'Detached <div id="x">',
  'Detached <li>',
  'Detached Window',
  'Object',
  'Function',
  '(system)',
  '(string)',
  '{a, b}',
  'Ünï "cødé" \\ \n\t',
  '\u{1f600}',
  '',
];

const kept = {
  animals: [new Animal('cat'), new Dog('rex')],
  odd: ODD_NAMES.map((name) => new (named(name))()),
  // Objects enough for interfaces, some of which share a part, some with names that make them too long.
  interfaces: Array.from({ length: 400 }, (_, k) => [
    { id: k, text: `text ${k}` },
    { id: k, text: `text ${k}`, more: [k] },
    { 'with space': {}, 'quo"te': {}, '{brace}': {}, 'comma, inside': {} },
    Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`property${'x'.repeat(n)}${n}`, {}])),
    { [`${'long'.repeat(40)}`]: {}, b: {} },
    { [Symbol('mark')]: {}, __proto__: null, z: {}, a: {} },
    { 0: {}, 1: {}, named: {} },
    k % 2
      ? {
          get computed() {
            return k;
          },
          set computed(value) {},
        }
      : {},
    { constructor: {}, toString: {}, hasOwnProperty: {} },
  ]),
  holes: Object.assign([], { 3: {}, 100_000: {} }),
  dictionary: Object.fromEntries(Array.from({ length: 1_200 }, (_, k) => [`key-${k}`, { k }])),
  numbers: [1.5, -0, NaN, 2 ** 31, 2 ** 53, 123n ** 40n, -1n],
  texts: ['one' + process.pid, 'x'.repeat(5_000), `${process.pid}`.padEnd(3_000, 'äß€'), '\ud800', '\0'],
  slice: 'y'.repeat(4_000).slice(7, 1_000),
  patterns: [/a(b)c/giu, /^(?<year>\d{4})$/v],
  symbols: [Symbol('own'), Symbol.for('shared'), Symbol.iterator],
  dates: [new Date(0), new Date(NaN)],
  memory: [
    new ArrayBuffer(10_000),
    new ArrayBuffer(8, { maxByteLength: 4_096 }),
    new SharedArrayBuffer(3_000),
    new BigInt64Array(300),
    new Float32Array(3),
    new DataView(new ArrayBuffer(40)),
    Buffer.from('short'),
    Buffer.alloc(100_000),
  ],
  collections: [new Map([[{}, {}]]), new Set([{}]), new Map().entries(), new Set([1]).values(), [].values()],
  functions: [
    () => kept,
    async () => undefined,
    function* generator() {
      yield kept;
    },
    async function* asyncGenerator() {
      yield kept;
    },
    Animal.prototype.tell.bind(new Dog('bound')),
    new Proxy(function target() {}, {}),
    Proxy.revocable({}, {}),
    new Function('a', 'return a'),
  ],
  promises: [Promise.resolve({}), new Promise(() => undefined), Promise.all([new Promise(() => undefined)])],
  errors: [new RangeError('r', { cause: new Error('c') }), new AggregateError([new Error('x')])],
  intl: [
    new Intl.NumberFormat('de'),
    new Intl.DateTimeFormat('fr'),
    new Intl.Collator('es'),
    new Intl.Segmenter('en').segment('a b')[Symbol.iterator](),
  ],
  natives: [
    new URL('http://a.example/b?c=d'),
    new URLSearchParams('a=b'),
    new TextDecoder(),
    new AbortController(),
    createHash('sha256'),
    generateKeySync('hmac', { length: 128 }),
    new PassThrough(),
    createGzip(),
    new MessageChannel(),
    new AsyncLocalStorage(),
    new Script('1 + 1'),
    new WebAssembly.Memory({ initial: 1 }),
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
    new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
    new WebAssembly.Table({ element: 'anyfunc', initial: 4 }),
    new WebAssembly.Global({ value: 'i64', mutable: true }, 5n),
    new Blob(['blob']),
    process.stdout,
  ],
};
kept.self = kept;

// Ephemerons: keys held and not, chains, a key that is its own value, one key in two maps, keys that hold their map.
const first = new WeakMap();
const second = new WeakMap();
const keys = Array.from({ length: 20 }, (_, k) => ({ k, half: k % 2 === 0 ? {} : undefined }));
for (const [k, key] of keys.entries()) {
  first.set(key, { value: k, next: keys[(k + 1) % keys.length] });
  if (k % 3 === 0) second.set(key, key);
  if (k % 5 === 0) second.set(first.get(key), { of: 'value', map: first });
}
keys[3].map = second;
kept.weak = {
  first,
  second,
  keys: keys.slice(0, 10),
  set: new WeakSet(keys),
  references: keys.map((key) => new WeakRef(key)),
};
kept.registry = new FinalizationRegistry(() => undefined);
for (const key of keys) kept.registry.register(key, { key: key.k }, key);

// Other contexts: one that holds us, one that we hold, and one that is on its own.
kept.contexts = [createContext({ kept }), createContext({})];
runInContext(
  'globalThis.mine = { kept, list: Array.from({ length: 50 }, (_, n) => ({ n })) }',
  kept.contexts[0],
);
kept.foreign = runInContext(
  'class Foreign { x = {} }; [new Foreign(), function inner() {}, new Map([[1, {}]])]',
  kept.contexts[1],
);

// What only an inspector holds, and what a console was shown.
await post('Runtime.enable');
await post('Runtime.evaluate', {
  expression: '({ heldBy: "inspector", parts: [{}, {}] })',
  objectGroup: 'held',
});
console.debug({ shown: 'on the console', parts: [{}, {}] });

const worker = new Worker('setInterval(() => undefined, 1_000)', { eval: true });
await once(worker, 'online');
const running = kept.functions[2]();
running.next();
const timers = [setTimeout(() => kept, 60_000), setInterval(() => running, 60_000), setImmediate(() => kept)];
globalThis.kept = kept;
Object.assign(globalThis, { timers });

switch (way) {
  case 'written':
    writeHeapSnapshot(path);
    break;
  case 'numeric':
    writeHeapSnapshot(path, { exposeNumericValues: true });
    break;
  case 'internals':
    writeHeapSnapshot(path, { exposeInternals: true });
    break;
  case 'tracked':
  case 'inspected':
    await writeThroughInspector();
    break;
  default:
    throw new Error(`no such way: ${way}`);
}
process.exit(0);

async function writeThroughInspector() {
  const file = createWriteStream(path);
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ params }) => file.write(params.chunk));
  if (way === 'tracked') await post('HeapProfiler.stopTrackingHeapObjects', { reportProgress: false });
  else await post('HeapProfiler.takeHeapSnapshot', { reportProgress: false, captureNumericValue: true });
  await finished(file.end());
}
