import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BlackBox } from '../../../src/worker/ring/black-box.js';
import type { HeapUsage } from '../../../src/worker/ring/heap-watch.js';
import type { ChargedMemory } from '../../../src/worker/ring/memory-gauge.js';
import { type CapturedProfile, RingStore } from '../../../src/worker/ring/ring-store.js';
import { ManualClock } from './manual-clock.js';

const MB = 1e6;
const SECOND = 1000;
const START = Date.UTC(2026, 0, 1);

let home: string;
let program: Program;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'heaptide-ring-'));
  program = new Program();
});

afterEach(async () => {
  await program.box.stop();
  await rm(home, { recursive: true });
});

/** A program whose memory is what the test says, watched by a box that stores into a real directory. */
class Program {
  readonly clock = new ManualClock();
  readonly triggers: string[] = [];
  readonly store = new RingStore({
    directory: join(home, 'ring'),
    life: { service: 'shop', pid: 7, startedAt: START },
    tell: () => undefined,
  });
  memory: ChargedMemory | undefined;
  rss: number | undefined;
  heap: HeapUsage = { used: 50 * MB, limit: 100 * MB };
  asked = 0;
  looks = 0;
  closed = false;
  capture = (): Promise<readonly CapturedProfile[]> =>
    Promise.resolve([{ kind: 'heap', time: START + this.clock.now(), bytes: new Uint8Array(10) }]);
  heapUsage = (): Promise<HeapUsage> => Promise.resolve(this.heap);

  readonly box = new BlackBox({
    store: this.store,
    clock: this.clock,
    gauge: {
      cgroup: () => {
        this.looks++;
        return this.memory;
      },
      rss: () => this.rss,
      close: () => (this.closed = true),
    },
    capture: (trigger) => {
      this.triggers.push(trigger);
      return this.capture();
    },
    heapUsage: () => {
      this.asked++;
      return this.heapUsage();
    },
  });

  /** Memory of a cgroup of 100 MB. */
  use(megabytes: number): void {
    this.memory = { charged: megabytes * MB, usage: megabytes * MB, limit: 100 * MB };
  }

  /** A capture is under way until the function returned is called. */
  holdCapture(): () => Promise<void> {
    const { capture } = this;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    this.capture = () => held.then(capture);
    return async () => {
      this.capture = capture;
      release();
      await this.settled();
    };
  }

  /** Waits for the disk. */
  async settled(): Promise<void> {
    await this.store.list();
    await this.clock.pass(0);
    await this.store.list();
    await this.clock.pass(0);
  }

  async pass(ms: number, step = 100): Promise<void> {
    for (let passed = 0; passed < ms; passed += step) {
      await this.clock.pass(step);
      await this.settled();
    }
  }
}

describe('by the clock', () => {
  it('takes captures after 5, 15, 30 and 60 s and then every minute, where the system tells nothing', async () => {
    program.box.start();
    await program.pass(200 * SECOND, SECOND);
    const times = (await program.store.list()).map(({ time }) => (Date.parse(time) - START) / SECOND);
    expect(times).toEqual([5, 15, 30, 60, 120, 180]);
    expect(new Set(program.triggers)).toEqual(new Set(['clock']));
    expect(program.asked).toBe(0);
  });

  it('takes none beside one that is being taken, and goes on afterwards', async () => {
    program.box.start();
    const release = program.holdCapture();
    await program.pass(20 * SECOND, SECOND);
    expect(program.triggers).toEqual(['clock']);
    await release();
    await program.pass(11 * SECOND, SECOND);
    expect(program.triggers).toEqual(['clock', 'clock']);
  });
});

describe('under a cgroup limit', () => {
  it('takes a capture at each step that memory passes', async () => {
    program.use(50);
    program.box.start();
    await program.pass(SECOND);
    for (const megabytes of [61, 63, 66, 86, 91]) {
      program.use(megabytes);
      await program.pass(400);
    }
    expect(program.triggers).toEqual([
      'memory 60 % of the cgroup limit',
      'memory 65 % of the cgroup limit',
      'memory 85 % of the cgroup limit',
      'memory 90 % of the cgroup limit',
    ]);
    expect((await program.store.list()).map(({ trigger }) => trigger)).toEqual(program.triggers);
    expect(program.box.state).toMatchObject({ captures: 4, bytes: 40, nextStep: { cgroup: 95 } });
  });

  it('takes the newest step that was passed during a capture right after it', async () => {
    program.use(50);
    program.box.start();
    await program.pass(SECOND);
    const release = program.holdCapture();
    for (const megabytes of [61, 71, 86, 91]) {
      program.use(megabytes);
      await program.clock.pass(300);
    }
    expect(program.triggers).toEqual(['memory 60 % of the cgroup limit']);
    await release();
    expect(program.triggers).toEqual(['memory 60 % of the cgroup limit', 'memory 90 % of the cgroup limit']);
  });

  it('looks every 250 ms far from the limit, and oftener near it', async () => {
    const looks = async (megabytes: number): Promise<number> => {
      program.use(megabytes);
      await program.clock.pass(SECOND);
      const before = program.looks;
      await program.clock.pass(10 * SECOND);
      return program.looks - before;
    };
    program.use(1);
    program.box.start();
    const far = await looks(1);
    expect(far).toBeGreaterThanOrEqual(40);
    expect(far).toBeLessThan(70);
    expect(await looks(72)).toBeGreaterThan(150);
  });
});

describe('under the heap limit', () => {
  it('asks for the limit once, and then only when resident memory tells that the heap may have grown', async () => {
    program.rss = 40 * MB;
    program.box.start();
    await program.pass(20 * SECOND);
    expect(program.asked).toBe(1);
    program.rss = 70 * MB;
    program.heap = { used: 66 * MB, limit: 100 * MB };
    await program.pass(SECOND);
    expect(program.asked).toBe(2);
    expect(program.triggers.at(-1)).toBe('heap 65 % of the heap limit');
    expect(program.box.state.nextStep).toEqual({ heap: 70 });
    program.heap = { used: 91 * MB, limit: 100 * MB };
    await program.pass(5 * SECOND);
    expect(program.asked).toBe(3);
    expect(program.triggers.at(-1)).toBe('heap 90 % of the heap limit');
  });

  it('goes on when the heap cannot be asked', async () => {
    program.rss = 90 * MB;
    program.heapUsage = () => Promise.reject(new Error('the main thread did not answer'));
    program.box.start();
    await program.pass(6 * SECOND);
    expect(program.asked).toBe(2);
    expect(program.box.state.lastError?.message).toContain('the main thread did not answer');
    program.heapUsage = () => Promise.resolve({ used: 90 * MB, limit: 100 * MB });
    await program.pass(6 * SECOND);
    expect(program.triggers).toContain('heap 90 % of the heap limit');
  });
});

describe('on demand', () => {
  it('is on disk when the promise resolves', async () => {
    program.box.start();
    expect(await program.box.takeNow('near the heap limit')).toBe(true);
    expect(program.box.state.captures).toBe(1);
  });

  it('comes after the capture that is being taken, and once for all who ask meanwhile', async () => {
    program.box.start();
    const release = program.holdCapture();
    const first = program.box.takeNow('first');
    const second = program.box.takeNow('second');
    const third = program.box.takeNow('third');
    await release();
    expect(await Promise.all([first, second, third])).toEqual([true, true, true]);
    expect(program.triggers).toEqual(['first', 'third']);
  });

  it('tells of a capture that failed, and takes the next one', async () => {
    const { capture } = program;
    program.capture = () => Promise.reject(new Error('the main thread did not answer'));
    program.box.start();
    expect(await program.box.takeNow('a')).toBe(false);
    expect(program.box.state.lastError?.message).toBe(
      'cannot take a capture: the main thread did not answer',
    );
    program.capture = capture;
    expect(await program.box.takeNow('b')).toBe(true);
  });

  it('gives up a capture that does not end', async () => {
    program.box.start();
    const release = program.holdCapture();
    const taken = program.box.takeNow('a');
    await program.clock.pass(31 * SECOND);
    expect(await taken).toBe(false);
    await release();
    expect(program.box.state.lastError?.message).toContain('30 s');
  });
});

describe('stopping', () => {
  it('ends after the capture under way, leaves no timer, and takes no more', async () => {
    program.use(50);
    program.box.start();
    program.box.start();
    await program.pass(SECOND);
    const release = program.holdCapture();
    const taken = program.box.takeNow('last');
    const waiting = program.box.takeNow('too late');
    let ended = false;
    const stopped = program.box.stop().then(() => (ended = true));
    await program.settled();
    expect(ended).toBe(false);
    await release();
    await stopped;
    expect(await taken).toBe(true);
    expect(await waiting).toBe(false);
    expect(await program.box.takeNow('later')).toBe(false);
    expect(program.clock.pending).toBe(0);
    expect(program.closed).toBe(true);
    expect(await program.store.list()).toHaveLength(1);
  });
});
