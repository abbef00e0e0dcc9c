import {
  BORN_LABEL,
  type Capture,
  type CaptureMetadata,
  EXTERNAL_LABEL,
  EXTERNAL_OBJECTS_LABEL,
  ProfileBuilder,
} from '@heaptide/profile';
import { poisson } from './simulation/random.js';

/** A function on a stack: a name alone stands for one of `/app/site.js`. */
export type SyntheticFrame =
  string | { readonly name: string; readonly file: string; readonly line?: number };

/** A site that allocates `arrivals` samples a round, each living for `lifetime` rounds. */
export interface SyntheticSite {
  readonly name: string;
  /** Mean samples in round `round`. */
  readonly arrivals: (round: number) => number;
  /** Rounds that a sample born in `round` stays alive; Infinity for a leak. */
  readonly lifetime: (round: number, random: () => number) => number;
  /** The stack of a sample born in `round`, leaf first; the site called by {@link ROUTE} when absent. */
  readonly stack?: (round: number, random: () => number) => readonly SyntheticFrame[];
  /** {@link OBJECT_BYTES} when absent. */
  readonly objectBytes?: number;
  /** Allocates Buffers: the captures hold its samples beside those of the heap. */
  readonly kind?: 'external';
}

export interface SeriesOptions {
  readonly rounds: number;
  /** Rounds that had passed, numbered from below 0, when the first capture was read. */
  readonly before?: number;
  readonly seed?: number;
  readonly unitsPerRound?: (round: number) => number;
  readonly metadata?: Partial<CaptureMetadata>;
}

interface LiveSample {
  readonly site: SyntheticSite;
  readonly stack: readonly SyntheticFrame[];
  readonly born: number;
  readonly dies: number;
}

export const SAMPLE_BYTES = 16_384;
export const SECONDS_PER_ROUND = 2;
export const ROUTE: SyntheticFrame = { name: 'route', file: '/app/router.js' };
const OBJECT_BYTES = SAMPLE_BYTES / 100;
const IN_NODE: SyntheticFrame = { name: 'createHook', file: 'node:internal/async_hooks' };
const START = Date.UTC(2026, 0, 1);

/** Captures of a simulated process, one a round, with births. Arrivals are Poisson. */
export function syntheticSeries(sites: readonly SyntheticSite[], options: SeriesOptions): Capture[] {
  const { rounds, before = 0, seed = 1, unitsPerRound = () => 1000, metadata = {} } = options;
  const random = randomNumbers(seed);
  const captures: Capture[] = [];
  let live: LiveSample[] = [];
  const ordinals = { heap: 0, external: 0 };
  let done = 0;
  for (let round = -before; round < rounds; round++) {
    done += unitsPerRound(round);
    for (const site of sites) {
      const { name, kind = 'heap', arrivals, lifetime, stack = () => [name, ROUTE] } = site;
      for (let n = poisson(arrivals(round), random); n > 0; n--) {
        const dies = round + lifetime(round, random);
        live.push({ site, stack: stack(round, random), born: ++ordinals[kind] * SAMPLE_BYTES, dies });
      }
    }
    live = live.filter(({ dies }) => dies > round);
    if (round < 0) continue;
    captures.push(captureOf(live, { round, done, clock: ordinals.heap * SAMPLE_BYTES, metadata }));
  }
  return captures;
}

function captureOf(
  live: readonly LiveSample[],
  at: { round: number; done: number; clock: number; metadata: Partial<CaptureMetadata> },
): Capture {
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
    period: SAMPLE_BYTES,
  });
  const locationOf = (frame: SyntheticFrame) => {
    const {
      name,
      file,
      line = 41,
    } = typeof frame === 'string' ? { name: frame, file: '/app/site.js' } : frame;
    const func = builder.func({ name, filename: file, startLine: line });
    return builder.location({ lines: [{ function: func, line, column: 10 }] });
  };
  // Sampled in no particular order, as V8 gives them.
  for (const { site, stack, born } of [...live].reverse()) {
    const objects = SAMPLE_BYTES / (site.objectBytes ?? OBJECT_BYTES);
    const isExternal = site.kind === 'external';
    builder.sample({
      stack: [IN_NODE, ...stack].map(locationOf),
      values: isExternal ? [0, 0] : [objects, SAMPLE_BYTES],
      labels: isExternal
        ? [
            { key: BORN_LABEL, number: -born, unit: 'bytes' },
            { key: EXTERNAL_LABEL, number: SAMPLE_BYTES, unit: 'bytes' },
            { key: EXTERNAL_OBJECTS_LABEL, number: objects, unit: 'count' },
          ]
        : [{ key: BORN_LABEL, number: born, unit: 'bytes' }],
    });
  }
  const external = live.filter(({ site }) => site.kind === 'external').length * SAMPLE_BYTES;
  const bytes = live.length * SAMPLE_BYTES - external;
  return {
    profile: builder.build(),
    metadata: {
      schema: 'heaptide.capture/1',
      time: new Date(START + at.round * SECONDS_PER_ROUND * 1000).toISOString(),
      pid: 1,
      startedAt: '2025-12-31T23:59:00.000Z',
      service: 'synthetic',
      versions: { node: 'v20.20.2', heaptide: '0.1.0' },
      gc: 'forced',
      births: true,
      interval: SAMPLE_BYTES,
      depth: 64,
      clock: at.clock,
      heapUsed: 5e6 + bytes,
      heapTotal: 1e7 + bytes,
      heapLimit: 1e8,
      rss: 5e7 + bytes + external,
      external,
      arrayBuffers: external,
      work: { requests: at.done * 6, sessions: at.done },
      gaps: [],
      exactSites: true,
      ...at.metadata,
    },
  };
}

/** Uniform numbers in [0, 1) by a linear congruential generator, equal in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
