import { createHash } from 'node:crypto';

/** A secret made at test time, so that no text in the repository looks like one. */
export interface PlantedSecret {
  readonly kind: string;
  readonly way: string;
  readonly secret: string;
}

const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters that follow from the seed, so that a failure comes again. */
function letters(seed: string, length: number, alphabet: string): string {
  let text = '';
  for (let block = 0; text.length < length; block++) {
    const digest = createHash('sha256').update(`${seed} ${block}`).digest();
    for (const byte of digest) text += alphabet[byte % alphabet.length]!;
  }
  return text.slice(0, length);
}

type Maker = (seed: string) => string;

/** What data looks like that must not leave a pod. */
const SHAPES: Readonly<Record<string, Maker>> = {
  'mail address': (seed) => `${letters(seed, 9, 'abcdefgh')}@example.org`,
  'mail with tag': (seed) => `${letters(seed, 5, 'abcdefgh')}.x+${letters(seed, 4, DIGITS)}@mail.example.com`,
  uuid: (seed) => [8, 4, 4, 4, 12].map((length, part) => letters(`${seed}${part}`, length, HEX)).join('-'),
  'hex digest': (seed) => `0${letters(seed, 39, HEX)}`,
  'web token': (seed) =>
    `eyJ${letters(seed, 30, MIXED)}.eyJ${letters(`${seed}b`, 60, MIXED)}.${letters(`${seed}c`, 43, MIXED)}`,
  bearer: (seed) => `Bearer ${letters(seed, 40, MIXED)}7`,
  basic: (seed) => `Basic ${Buffer.from(`user:${letters(seed, 12, MIXED)}`).toString('base64')}`,
  'cloud key id': (seed) => `AKIA${letters(seed, 16, 'ABCDEFGH234567')}`,
  'cloud secret': (seed) => `9${letters(seed, 39, MIXED)}`,
  'payment key': (seed) => `sk_live_${letters(seed, 24, MIXED)}`,
  'forge token': (seed) => `ghp_${letters(seed, 36, MIXED)}`,
  'fine forge token': (seed) => `github_pat_${letters(seed, 40, MIXED)}`,
  'lab token': (seed) => `glpat-${letters(seed, 20, MIXED)}`,
  'chat token': (seed) => `xoxb-${letters(seed, 12, DIGITS)}-${letters(seed, 24, MIXED)}`,
  'mail service key': (seed) => `SG.${letters(seed, 22, MIXED)}.${letters(`${seed}b`, 43, MIXED)}`,
  'map key': (seed) => `AIza${letters(seed, 35, MIXED)}`,
  'registry token': (seed) => `npm_${letters(seed, 36, MIXED)}`,
  'model key': (seed) => `sk-proj-${letters(seed, 40, MIXED)}`,
  'private key': (seed) =>
    `-----BEGIN PRIVATE KEY-----\n${letters(seed, 64, MIXED)}\n-----END PRIVATE KEY-----`,
  'database url': (seed) => `postgres://app:${letters(seed, 14, MIXED)}@db.internal:5432/app`,
  'cache url': (seed) => `redis://:${letters(seed, 14, MIXED)}@10.1.2.3:6379/0`,
  'queue url': (seed) => `amqps://svc:${letters(seed, 14, MIXED)}@mq/vhost`,
  'query string': (seed) => `/reset?token=${letters(seed, 20, MIXED)}`,
  cookie: (seed) => `sid=${letters(seed, 20, MIXED)}; Path=/; HttpOnly`,
  'session id': (seed) => `session-${letters(seed, 16, HEX)}`,
  'card number': (seed) => letters(seed, 16, '123456789').replace(/(.{4})(?=.)/g, '$1 '),
  'card digits': (seed) => letters(seed, 16, '123456789'),
  telephone: (seed) => `+49 30 ${letters(seed, 8, '123456789')}`,
  'bank account': (seed) => `DE${letters(seed, 20, '123456789')}`,
  'social number': (seed) => letters(seed, 9, '123456789').replace(/(.{3})(.{2})/, '$1-$2-'),
  'machine address': (seed) =>
    `10.${letters(seed, 2, '12')}.${letters(`${seed}b`, 2, '12')}.${letters(`${seed}c`, 2, '12')}`,
  'account id': (seed) => letters(seed, 12, '123456789'),
  assignment: (seed) => `password=${letters(seed, 10, MIXED)}`,
  'object text': (seed) => `{"token": "${letters(seed, 12, MIXED)}"}`,
};

/** What only its place tells to be data: no shape gives it away. */
const PLAIN: Readonly<Record<string, Maker>> = {
  'word as password': (seed) => letters(seed, 12, 'abcdefghijklm'),
  'name of a person': (seed) => `Jane ${letters(seed, 7, 'abcdefghijklm')} Doe`,
  'words with umlauts': (seed) => `Größe ${letters(seed, 8, 'abcdefghijklm')} ß`,
  'lines of text': (seed) => `Dear ${letters(seed, 7, 'abcdefghijklm')},\n\tsee "below" \\ there`,
};

/** Ways to hold a text that leave it as a name in the graph: what no shape gives away stays in them, as documented. */
const NAMING = ['property name', 'symbol', 'registered symbol', 'function name'];
const HOLDING = [
  'value',
  'private field',
  'map key',
  'set member',
  'dictionary key',
  'regular expression',
  'error',
  'sliced string',
  'joined string',
  'json',
  'json text',
  'closure',
  'source',
  'weak value',
  'environment',
  'promise result',
  'bound',
  'string list',
];

/** Every kind in every way. */
export function plantSecrets(): readonly PlantedSecret[] {
  const plant = (kinds: Readonly<Record<string, Maker>>, ways: readonly string[]) =>
    Object.entries(kinds).flatMap(([kind, make]) =>
      ways.map((way) => ({ kind, way, secret: make(`${kind} ${way}`) })),
    );
  return [
    ...plant(SHAPES, [...HOLDING, ...NAMING]),
    ...plant(
      PLAIN,
      HOLDING.filter((way) => way !== 'weak value'),
    ),
  ];
}
