import {
  BORN_LABEL,
  type CaptureMetadata,
  captureComment,
  type LocationId,
  ProfileBuilder,
  writeProfile,
} from '@heaptide/profile';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A process that answers on `/debug/heap`. */
export interface MovingService {
  readonly url: string;
  /** Captures given so far. */
  captures(): number;
  close(): Promise<void>;
}

interface LiveSample {
  readonly site: number;
  readonly born: number;
  /** Number of the first capture that no longer shows it. */
  readonly dies: number;
}

const SITES = 2000;
const INTERVAL = 32_768;
const OBJECTS = 64;
/** Sites that allocate between two captures, and how many captures their samples live at most. */
const BUSY = 0.25;
const LONGEST_LIFE = 12;
/** One site is a queue that fills for so many captures and is emptied then. */
const QUEUE = { site: 0, captures: 40, samples: 4 };
const CALLERS = 400;
const DEPTH = 12;
const SESSIONS = 50;
const MIB = 2 ** 20;

/**
 * A service that does not exist: 2000 sites, of which every capture shows others to have allocated, and as much of it held
 * after an hour as after a minute. So whoever watches it has no reason to hold more, either.
 */
export async function serveMovingService(): Promise<MovingService> {
  const heap = new MovingHeap();
  const server = createServer((_, response) => {
    heap.next().then(
      (bytes) => response.end(bytes),
      (error: unknown) => response.destroy(error as Error),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    captures: () => heap.taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

class MovingHeap {
  taken = 0;
  #live: LiveSample[] = Array.from({ length: SITES }, (_, site) => ({
    site,
    born: (site + 1) * INTERVAL,
    dies: Infinity,
  }));
  #ordinal = SITES;

  /** The next capture, as it is sent. */
  next(): Promise<Uint8Array> {
    const now = this.taken++;
    this.#allocate(now);
    this.#live = this.#live.filter(({ dies }) => dies > now);
    return writeProfile(this.#profile(now));
  }

  #allocate(now: number): void {
    const add = (site: number, dies: number): void => {
      this.#live.push({ site, born: ++this.#ordinal * INTERVAL, dies });
    };
    const emptied = now + QUEUE.captures - (now % QUEUE.captures);
    for (let i = 0; i < QUEUE.samples; i++) add(QUEUE.site, emptied);
    for (let site = 1; site < SITES; site++) {
      if (Math.random() < BUSY) add(site, now + 1 + Math.floor(Math.random() * LONGEST_LIFE));
    }
  }

  #profile(now: number) {
    const builder = new ProfileBuilder({
      sampleTypes: [
        { type: 'inuse_objects', unit: 'count' },
        { type: 'inuse_space', unit: 'bytes' },
      ],
      defaultSampleType: 'inuse_space',
      periodType: { type: 'space', unit: 'bytes' },
      period: INTERVAL,
    });
    builder.comment(captureComment(this.#metadata(now)));
    const stacks = stacksOf(builder);
    for (const { site, born } of this.#live) {
      builder.sample({
        stack: stacks[site]!,
        values: [OBJECTS, INTERVAL],
        labels: [{ key: BORN_LABEL, number: born, unit: 'bytes' }],
      });
    }
    return builder.build();
  }

  #metadata(now: number): CaptureMetadata {
    const bytes = this.#live.length * INTERVAL;
    return {
      schema: 'heaptide.capture/1',
      time: new Date().toISOString(),
      pid: process.pid,
      startedAt: new Date(performance.timeOrigin).toISOString(),
      service: 'moving',
      versions: { node: process.version, heaptide: '0.1.0' },
      gc: 'forced',
      births: true,
      interval: INTERVAL,
      depth: 64,
      clock: this.#ordinal * INTERVAL,
      heapUsed: bytes,
      heapTotal: bytes + 16 * MIB,
      heapLimit: 1024 * MIB,
      rss: bytes + 64 * MIB,
      external: MIB,
      arrayBuffers: MIB,
      work: { sessions: (now + 1) * SESSIONS },
      gaps: [],
    };
  }
}

function stacksOf(builder: ProfileBuilder): readonly (readonly LocationId[])[] {
  const frame = (name: string, filename: string, line: number): LocationId =>
    builder.location({
      lines: [{ function: builder.func({ name, filename, startLine: line }), line, column: 3 }],
    });
  const callers = Array.from({ length: CALLERS }, (_, i) =>
    frame(`handle${i}`, `/srv/app/lib/layer-${i % 40}.js`, 1 + 20 * Math.floor(i / 40)),
  );
  return Array.from({ length: SITES }, (_, site) => [
    frame(`allocate${site}`, `/srv/app/lib/module-${site % 500}.js`, 1 + 30 * Math.floor(site / 500)),
    ...Array.from({ length: DEPTH - 1 }, (_, i) => callers[(site * (i + 1) + i) % CALLERS]!),
  ]);
}
