import { type Capture, sampleLabelNumber, stackFrames } from '@heaptide/profile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesUnder, objectsUnder, startWorkbench, type Workbench } from './workbench.js';

const INTERVAL = 16 * 1024;

let bench: Workbench;

beforeAll(async () => {
  bench = await startWorkbench({ env: { HEAPTIDE_INTERVAL: String(INTERVAL), HEAPTIDE_SERVICE: 'bench' } });
});

afterAll(async () => bench.program.stop());

describe('a capture', () => {
  it('carries what a series needs to know of the process', async () => {
    const { metadata, profile } = await bench.capture();
    expect(metadata).toMatchObject({
      schema: 'heaptide.capture/1',
      pid: bench.program.pid,
      service: 'bench',
      gc: 'none',
      births: false,
      interval: INTERVAL,
      depth: 64,
      gaps: [],
    });
    expect(metadata!.versions).toMatchObject({ node: process.versions.node });
    expect(metadata!.heapUsed).toBeLessThan(metadata!.heapLimit);
    expect(metadata!.clock).toBeGreaterThan(0);
    expect(profile.period).toBe(INTERVAL);
    const later = await bench.capture();
    expect(later.metadata!.startedAt).toBe(metadata!.startedAt);
    expect(later.metadata!.clock).toBeGreaterThanOrEqual(metadata!.clock);
  });

  it('counts the responses that the program finished in between', async () => {
    const before = (await bench.capture()).metadata!.work;
    for (let request = 0; request < 3; request++) await bench.tell('/garbage?n=1');
    // The client has the last response before the program has finished it.
    const counted = async () => (await bench.capture()).metadata!.work.requests! - before.requests!;
    await expect.poll(counted, { timeout: 5_000 }).toBe(3);
  });

  it('estimates retained bytes and objects within three standard deviations', async () => {
    await bench.tell('/drop');
    const empty = await bench.capture('gc=1');
    await bench.tell('/keep?n=200000');
    const full = await bench.capture('gc=1');
    const truth = full.metadata!.heapUsed - empty.metadata!.heapUsed;
    expect(truth).toBeGreaterThan(8e6);
    const bytes = bytesUnder(full, 'keepSessions') - bytesUnder(empty, 'keepSessions');
    expect(Math.abs(bytes - truth)).toBeLessThan(3 * Math.sqrt(INTERVAL * truth));
    const objects = objectsUnder(full, 'keepSessions');
    expect(objects / 200_000).toBeGreaterThan(0.8);
    expect(objects / 200_000).toBeLessThan(1.2);
  });

  it('drops garbage with gc=1, and says whether it did', async () => {
    await bench.tell('/old-garbage?n=300000');
    const before = await bench.capture();
    expect(before.metadata!.gc).toBe('none');
    expect(bytesUnder(before, 'makeOldGarbage')).toBeGreaterThan(20 * INTERVAL);
    const after = await bench.capture('gc=1');
    expect(after.metadata!.gc).toBe('forced');
    // A single sample was seen to stay now and then.
    expect(bytesUnder(after, 'makeOldGarbage')).toBeLessThan(2 * INTERVAL);
  });
});

it('with births holds the Buffers that live, beside the heap, after the same collection', async () => {
  /** So few that the sampler keeps its interval, and each so much larger than it that hardly one is missed. */
  const KEPT = 12;
  const SIZE = 2 ** 20;
  const buffersIn = ({ profile }: Capture): number[] =>
    Array.from({ length: profile.samples.length }, (_, sample) => sample)
      .filter((sample) => stackFrames(profile, sample).some(({ name }) => name === 'keepBuffers'))
      .map((sample) => sampleLabelNumber(profile, sample, 'external') ?? 0)
      .filter((bytes) => bytes > 0);
  await bench.tell(`/keep-buffers?n=${KEPT}&bytes=${SIZE}`);
  const full = await bench.capture('gc=1&births=1');
  const sum = buffersIn(full).reduce((total, bytes) => total + bytes, 0);
  expect(full.metadata!.externalInterval).toBeGreaterThan(0);
  expect(sum / (KEPT * SIZE)).toBeGreaterThan(0.6);
  expect(sum / (KEPT * SIZE)).toBeLessThan(1.5);
  expect(bytesUnder(full, 'keepBuffers')).toBeLessThan(0.01 * KEPT * SIZE);
  const plain = await bench.capture('gc=1');
  expect(plain.metadata).not.toHaveProperty('externalInterval');
  expect(buffersIn(plain)).toEqual([]);
  await bench.tell('/drop');
  // V8 tells of what a collection has released when the event loop comes to it.
  let left = buffersIn(await bench.capture('gc=1&births=1'));
  for (let again = 0; again < 3 && left.length > 0; again++) {
    left = buffersIn(await bench.capture('gc=1&births=1'));
  }
  expect(left).toEqual([]);
});

describe('births', () => {
  it('recognise the live samples of one capture in the next', async () => {
    await bench.tell('/drop');
    await bench.tell('/keep?n=50000');
    const bornIn = async (): Promise<number[]> => {
      const { profile, metadata } = await bench.capture('gc=1&births=1');
      expect(metadata!.births).toBe(true);
      const all = Array.from({ length: profile.samples.length }, (_, sample) =>
        sampleLabelNumber(profile, sample, 'born')!,
      );
      expect(new Set(all).size).toBe(all.length);
      const born = all.filter((_, sample) => sampleLabelNumber(profile, sample, 'external') === undefined);
      expect(
        born.filter((birth) => !(birth > 0) || birth > metadata!.clock || birth % INTERVAL !== 0),
      ).toEqual([]);
      return born;
    };
    const first = await bornIn();
    await bench.tell('/keep?n=50000');
    const second = await bornIn();
    const survivors = first.filter((birth) => second.includes(birth));
    expect(survivors.length).toBeGreaterThan(0.9 * first.length);
    const fresh = second.filter((birth) => birth > Math.max(...first));
    expect(fresh.length).toBeGreaterThan(100);
  });
});

it('answers two captures at once with two captures', async () => {
  const [one, two] = await Promise.all([bench.capture('gc=1'), bench.capture('births=1')]);
  expect(one.metadata).toMatchObject({ gc: 'forced', births: false });
  expect(two.metadata).toMatchObject({ gc: 'none', births: true });
});

it('sends those who would have to wait too long away', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => bench.get('/debug/heap?gc=1')));
  const statuses = answers.map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  expect(answers.find(({ status }) => status === 429)!.headers.get('retry-after')).toBe('1');
  expect((await bench.get('/debug/heap')).status).toBe(200);
});
