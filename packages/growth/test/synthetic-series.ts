import { BORN_LABEL, type Capture, type CaptureMetadata, ProfileBuilder } from '@heaptide/profile';

/** A site that allocates `arrivals` samples a round, each living for `lifetime` rounds. */
export interface SyntheticSite {
  readonly name: string;
  /** Mean samples in round `round`. */
  readonly arrivals: (round: number) => number;
  /** Rounds that a sample born in `round` stays alive; Infinity for a leak. */
  readonly lifetime: (round: number, random: () => number) => number;
}

export interface SeriesOptions {
  readonly rounds: number;
  readonly seed?: number;
  readonly unitsPerRound?: (round: number) => number;
  readonly metadata?: Partial<CaptureMetadata>;
}

interface LiveSample {
  readonly site: number;
  readonly born: number;
  readonly dies: number;
}

export const SAMPLE_BYTES = 16_384;
const SAMPLE_OBJECTS = 100;

/** Captures of a simulated process, one a round, with births. Arrivals are Poisson. */
export function syntheticSeries(sites: readonly SyntheticSite[], options: SeriesOptions): Capture[] {
  const { rounds, seed = 1, unitsPerRound = () => 1000, metadata = {} } = options;
  const random = randomNumbers(seed);
  const captures: Capture[] = [];
  let live: LiveSample[] = [];
  let ordinal = 0;
  let done = 0;
  for (let round = 0; round < rounds; round++) {
    done += unitsPerRound(round);
    sites.forEach(({ arrivals, lifetime }, site) => {
      for (let n = poisson(arrivals(round), random); n > 0; n--) {
        live.push({ site, born: ++ordinal * SAMPLE_BYTES, dies: round + lifetime(round, random) });
      }
    });
    live = live.filter(({ dies }) => dies > round);
    captures.push(captureOf(sites, live, { round, done, clock: ordinal * SAMPLE_BYTES, metadata }));
  }
  return captures;
}

function captureOf(
  sites: readonly SyntheticSite[],
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
  const frame = (name: string, file: string) =>
    builder.location({
      lines: [{ function: builder.func({ name, filename: file, startLine: 41 }), line: 41, column: 10 }],
    });
  const inNode = frame('createHook', 'node:internal/async_hooks');
  const caller = frame('route', '/app/router.js');
  // Sampled in no particular order, as V8 gives them.
  for (const { site, born } of [...live].reverse()) {
    builder.sample({
      stack: [inNode, frame(sites[site]!.name, '/app/site.js'), caller],
      values: [SAMPLE_OBJECTS, SAMPLE_BYTES],
      labels: [{ key: BORN_LABEL, number: born, unit: 'bytes' }],
    });
  }
  const bytes = live.length * SAMPLE_BYTES;
  return {
    profile: builder.build(),
    metadata: {
      schema: 'heaptide.capture/1',
      time: new Date(Date.UTC(2026, 0, 1) + at.round * 2000).toISOString(),
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
      rss: 5e7 + bytes,
      external: 0,
      arrayBuffers: 0,
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

function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit || count < 0; product *= random()) count++;
  return count;
}
