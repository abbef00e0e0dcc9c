// Holds every secret that its first argument (a file of JSON) lists, each in the way that is named beside it, and writes a
// snapshot of its heap to the second.
import { readFileSync } from 'node:fs';
import v8 from 'node:v8';

const [, , secretsFile, snapshotFile] = process.argv;
const held = [];
const map = new Map();
const dictionary = Object.create(null);
const weak = new WeakMap();
for (let index = 0; index < 64; index++) dictionary[`entry-${index}`] = index;

/** A text that is made while the program runs, not a part of the file it was read from. */
const fresh = (text) => [...text].join('');

const WAYS = {
  value: (secret) => ({ value: secret }),
  'private field': (secret) =>
    new (class Credentials {
      #secret = secret;
      has() {
        return this.#secret !== undefined;
      }
    })(),
  'map key': (secret) => map.set(secret, { seen: true }),
  'set member': (secret) => new Set([secret]),
  'dictionary key': (secret) => (dictionary[secret] = 1),
  'property name': (secret) => ({ [secret]: 1 }),
  symbol: (secret) => ({ [Symbol(secret)]: 1 }),
  'registered symbol': (secret) => Symbol.for(secret),
  'function name': (secret) => ({ [secret]: () => 1 }),
  'regular expression': (secret) => new RegExp(secret.replace(/[^\w]/g, '\\$&')),
  error: (secret) => new Error(`refused ${secret} there`),
  'sliced string': (secret) => `${'padding '.repeat(10)}${secret}`.slice(3),
  'joined string': (secret) => ({ joined: `Authorization and more words: ${secret}` + Math.random() }),
  json: (secret) => JSON.parse(JSON.stringify({ nested: { list: [secret] } })),
  'json text': (secret) => JSON.stringify({ password: secret }),
  closure: (secret) => () => secret,
  source: (secret) => (0, eval)(`(() => ${JSON.stringify(secret)})`),
  'weak value': (secret) => {
    const key = { key: true };
    weak.set(key, Object(Symbol(secret)));
    return key;
  },
  environment: (secret) => (process.env[`HELD_${held.length}`] = secret.replaceAll('\0', '')),
  'promise result': (secret) => Promise.resolve(secret),
  bound: (secret) => ((text) => text).bind(undefined, secret),
  'string list': (secret) => secret.split('').concat([secret]),
};

for (const { way, secret } of JSON.parse(readFileSync(secretsFile, 'utf8')))
  held.push(WAYS[way](fresh(secret)));
globalThis.held = [held, map, dictionary, weak];
v8.writeHeapSnapshot(snapshotFile);
