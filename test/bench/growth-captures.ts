import {
  BORN_LABEL,
  type Capture,
  captureComment,
  type CaptureMetadata,
  decodeProfile,
  encodeProfile,
  type LocationId,
  ProfileBuilder,
  writeProfile,
} from '@heaptide/profile';

export interface ServiceShape {
  readonly sites: number;
  /** Sites that leak. */
  readonly leaks: number;
}

/** A capture as an endpoint answers with it. */
export interface CaptureFile {
  readonly metadata: CaptureMetadata;
  /** Gzipped, its metadata in a comment. */
  readonly bytes: Uint8Array;
}

interface LiveSample {
  readonly site: number;
  readonly born: number;
  /** Number of the capture that no longer shows it. */
  readonly dies: number;
}

const INTERVAL = 32_768;
const OBJECTS = 64;
/** New samples of a leaking site between two captures; those of the others live for some captures. */
const LEAKED = 5;
const MEAN_LIFE = 4;
/** Of the sites that do not leak, those that allocate a sample between two captures. */
const BUSY = 0.25;
/** Functions that sites are called through, and calls on a stack. */
const CALLERS = 400;
const DEPTH = 12;
const WORK = 1000;

/**
 * Captures of a service that does not exist, one after the other without end: every site holds a sample from its start, a
 * quarter of the sites turn over, some leak. The same at every call; each is decoded from bytes of its own.
 */
export class GrowthCaptures {
  private readonly shape: ServiceShape;
  private readonly random = randomNumbers(1);
  private live: LiveSample[];
  private ordinal: number;
  private taken = 0;

  constructor(shape: ServiceShape) {
    this.shape = shape;
    this.live = Array.from({ length: shape.sites }, (_, site) => ({
      site,
      born: (site + 1) * INTERVAL,
      dies: Infinity,
    }));
    this.ordinal = shape.sites;
  }

  /** The next capture, decoded so many times: whoever reads a string first has it decoded. */
  next(times: number): Capture[] {
    const metadata = this.advance();
    const bytes = encodeProfile(this.profile());
    return Array.from({ length: times }, () => ({ profile: decodeProfile(bytes), metadata }));
  }

  /** The next capture as a file. */
  async nextFile(): Promise<CaptureFile> {
    const metadata = this.advance();
    const profile = { ...this.profile(), comments: [captureComment(metadata)] };
    return { metadata, bytes: await writeProfile(profile) };
  }

  /** Goes on to the next capture. */
  private advance(): CaptureMetadata {
    const now = this.taken++;
    this.allocate(now);
    this.live = this.live.filter(({ dies }) => dies > now);
    return this.metadata(now);
  }

  private allocate(now: number): void {
    const { sites, leaks } = this.shape;
    const add = (site: number, dies: number): void => {
      this.live.push({ site, born: ++this.ordinal * INTERVAL, dies });
    };
    for (let site = 0; site < leaks; site++) {
      for (let i = 0; i < LEAKED; i++) add(site, Infinity);
    }
    for (let site = leaks; site < sites; site++) {
      if (this.random() < BUSY) add(site, now + Math.ceil(-MEAN_LIFE * Math.log(1 - this.random())));
    }
  }

  private profile(): Capture['profile'] {
    const builder = new ProfileBuilder({
      sampleTypes: [
        { type: 'inuse_objects', unit: 'count' },
        { type: 'inuse_space', unit: 'bytes' },
      ],
      period: INTERVAL,
    });
    const frame = (name: string, file: string, line: number): LocationId =>
      builder.location({
        lines: [{ function: builder.func({ name, filename: file, startLine: line }), line, column: 3 }],
      });
    const callers = Array.from({ length: CALLERS }, (_, i) =>
      frame(`handle${i}`, `/srv/app/lib/layer-${i % 40}.js`, 1 + 20 * Math.floor(i / 40)),
    );
    const stacks = Array.from({ length: this.shape.sites }, (_, site) => {
      const leaf = frame(
        `allocate${site}`,
        `/srv/app/lib/module-${site % 500}.js`,
        1 + 30 * Math.floor(site / 500),
      );
      return [leaf, ...Array.from({ length: DEPTH - 1 }, (_, i) => callers[(site * (i + 1) + i) % CALLERS]!)];
    });
    for (const { site, born } of this.live) {
      builder.sample({
        stack: stacks[site]!,
        values: [OBJECTS, INTERVAL],
        labels: [{ key: BORN_LABEL, number: born, unit: 'bytes' }],
      });
    }
    return builder.build();
  }

  private metadata(now: number): CaptureMetadata {
    const bytes = this.live.length * INTERVAL;
    return {
      schema: 'heaptide.capture/1',
      time: new Date(Date.UTC(2026, 0, 1) + now * 10_000).toISOString(),
      pid: 1,
      startedAt: '2025-12-31T23:59:00.000Z',
      service: 'synthetic',
      versions: { node: process.version, heaptide: '0.1.0' },
      gc: 'forced',
      births: true,
      interval: INTERVAL,
      depth: 64,
      clock: this.ordinal * INTERVAL,
      heapUsed: bytes,
      heapTotal: bytes,
      heapLimit: 4 * 2 ** 30,
      rss: bytes,
      external: 0,
      arrayBuffers: 0,
      work: { requests: (now + 1) * WORK },
      gaps: [],
    };
  }
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
