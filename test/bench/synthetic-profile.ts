import { type Profile, StringTable } from '@heaptide/profile';

/** Sizes that the benchmarks measure: samples, and functions of the program that they come from. */
export const SYNTHETIC_SIZES = {
  '1k': { samples: 1000, functions: 500 },
  '10k': { samples: 10_000, functions: 2500 },
  '100k': { samples: 100_000, functions: 12_500 },
  '1M': { samples: 1_000_000, functions: 50_000 },
} as const;

export interface SyntheticOptions {
  readonly samples: number;
  readonly functions: number;
  /** Samples of another moment of the same program; 1 by default. */
  readonly moment?: number;
  /** Stacks that nothing repeats, for the worst case of whatever looks for equal ones. */
  readonly distinct?: boolean;
}

const MEAN_DEPTH = 30;
/** Calls that a function makes, as places in the code. */
const FAN_OUT = 3;
const TIME = 1_790_000_000_000_000_000n;

/**
 * A heap profile of a program that does not exist: the same at every call, on every machine.
 *
 * Samples follow a walk through the calls of the program: each shares its outer frames with the one before, as profiles
 * that are written out of a call tree do, so that they compress as such profiles do. The mean depth is 30.
 */
export function syntheticProfile({
  samples,
  functions,
  moment = 1,
  distinct = false,
}: SyntheticOptions): Profile {
  const random = randomNumbers(samples + 7919 * moment);
  const stackOffsets = new Int32Array(samples + 1);
  let stack = new Int32Array(samples * (MEAN_DEPTH + 4));
  const values = new Float64Array(samples * 2);
  const path: number[] = [];
  let end = 0;
  for (let sample = 0; sample < samples; sample++) {
    const depth = Math.max(2, Math.round(MEAN_DEPTH + 8 * (random() + random() + random() - 1.5)));
    path.length = Math.min(path.length, depth - 1 - Math.floor(6 * random() * random()));
    while (path.length < depth) {
      const caller = path.at(-1) ?? 0;
      path.push(distinct ? Math.floor(random() * functions) : callee(caller, random(), functions));
    }
    if (end + depth > stack.length) {
      const grown = new Int32Array(2 * stack.length);
      grown.set(stack);
      stack = grown;
    }
    for (let i = depth - 1; i >= 0; i--) stack[end++] = path[i]!;
    stackOffsets[sample + 1] = end;
    const objects = 1 + Math.floor(1 / (random() + 0.01));
    values[2 * sample] = objects;
    values[2 * sample + 1] = objects * (16 << Math.floor(8 * random()));
  }
  return {
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
    defaultSampleType: 'inuse_space',
    periodType: { type: 'space', unit: 'bytes' },
    period: 524_288,
    timeNanos: TIME + BigInt(moment) * 60_000_000_000n,
    durationNanos: 0n,
    comments: [],
    dropFrames: '',
    keepFrames: '',
    docUrl: '',
    ...syntheticProgram(functions),
    samples: {
      length: samples,
      stackOffsets,
      stack: stack.slice(0, end),
      values,
      labelOffsets: new Int32Array(samples + 1),
      labelKey: new Int32Array(0),
      labelText: new Int32Array(0),
      labelNumber: new Float64Array(0),
      labelUnit: new Int32Array(0),
    },
  };
}

/** Functions with a name of their own, some ten to a file, and one location each. */
function syntheticProgram(length: number): Pick<Profile, 'strings' | 'mappings' | 'functions' | 'locations'> {
  const header = ['inuse_objects', 'count', 'inuse_space', 'bytes', 'space'];
  const strings = ['', 'synthetic', ...header];
  const files = Math.ceil(length / 10);
  const firstFile = strings.length;
  for (let i = 0; i < files; i++) strings.push(`/srv/app/node_modules/package-${i % 97}/lib/module-${i}.js`);
  const firstName = strings.length;
  for (let i = 0; i < length; i++)
    strings.push(`${VERBS[i % VERBS.length]!}${NOUNS[(i * 7) % NOUNS.length]!}${i}`);
  const rows = Int32Array.from({ length }, (_, i) => i);
  return {
    strings: StringTable.of(strings),
    mappings: {
      length: 1,
      memoryStart: new BigUint64Array(1),
      memoryLimit: new BigUint64Array(1),
      fileOffset: new BigUint64Array(1),
      filename: Int32Array.of(1),
      buildId: new Int32Array(1),
      flags: Uint8Array.of(7),
    },
    functions: {
      length,
      name: rows.map((i) => firstName + i),
      systemName: new Int32Array(length),
      filename: rows.map((i) => firstFile + Math.floor(i / 10)),
      startLine: Float64Array.from(rows, (i) => 1 + (i % 10) * 40),
    },
    locations: {
      length,
      address: BigUint64Array.from(rows as Iterable<number>, (i) => BigInt(0x10_0000 + i * 64)),
      mapping: new Int32Array(length),
      lineOffsets: Int32Array.from({ length: length + 1 }, (_, i) => i),
      lineFunction: rows,
      lineNumber: Float64Array.from(rows, (i) => 3 + (i % 10) * 40 + (i % 31)),
      lineColumn: Float64Array.from(rows, (i) => 1 + (i % 60)),
      folded: new Uint8Array(length),
    },
  };
}

const VERBS = [
  'handle',
  'parse',
  'read',
  'write',
  'resolve',
  'create',
  'update',
  'render',
  'load',
  'emit',
  'on',
];
const NOUNS = [
  'Request',
  'Session',
  'Token',
  'Chunk',
  'Node',
  'Entry',
  'Stream',
  'Schema',
  'Query',
  'Row',
  'Message',
];

/** Which function a caller calls from one of its places. */
function callee(caller: number, choice: number, functions: number): number {
  const place = Math.floor(choice * choice * FAN_OUT);
  const mixed = Math.imul((caller + 1) * FAN_OUT + place, 0x9e3779b1);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % functions;
}

/** Numbers from 0 to 1 (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
