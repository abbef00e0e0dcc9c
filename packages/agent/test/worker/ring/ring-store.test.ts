import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureName, type RingLife, temporaryName } from '../../../src/worker/ring/capture-name.js';
import type { RingBounds } from '../../../src/worker/ring/retention.js';
import { type CapturedProfile, RingStore } from '../../../src/worker/ring/ring-store.js';

const START = Date.UTC(2026, 0, 1);
const LIFE: RingLife = { service: 'shop', pid: 7, startedAt: START };

let home: string;
let directory: string;
let told: string[];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'heaptide-ring-'));
  directory = join(home, 'ring');
  told = [];
});

afterEach(() => rm(home, { recursive: true }));

function storeOf(life = LIFE, bounds: Partial<RingBounds> = {}): RingStore {
  return new RingStore({ directory, life, bounds, tell: (message) => told.push(message) });
}

const heap = (second: number, size = 10): CapturedProfile => ({
  kind: 'heap',
  time: START + second * 1000,
  bytes: new Uint8Array(size).fill(second),
});
const external = (second: number, size = 10): CapturedProfile => ({
  ...heap(second, size),
  kind: 'external',
});

describe('storing', () => {
  it('writes files for their owner alone, whole and in order of time, which it lists and reads', async () => {
    const store = storeOf();
    expect(await store.put([heap(1), external(1)], 'clock')).toBe(true);
    expect(await store.put([heap(2)], 'memory 60 % of the cgroup limit')).toBe(true);
    const names = await readdir(directory);
    const list = await store.list();
    expect(list.map(({ id }) => id)).toEqual(names.sort());
    expect(list).toMatchObject([
      { kind: 'external', time: '2026-01-01T00:00:01.000Z', trigger: 'clock', bytes: 10, pid: 7 },
      { kind: 'heap', time: '2026-01-01T00:00:01.000Z', trigger: 'clock', service: 'shop' },
      { kind: 'heap', time: '2026-01-01T00:00:02.000Z', trigger: 'memory 60 % of the cgroup limit' },
    ]);
    expect(list[0]!.startedAt).toBe('2026-01-01T00:00:00.000Z');
    expect(await store.read(names[2]!)).toEqual(Buffer.alloc(10, 2));
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, names[0]!))).mode & 0o777).toBe(0o600);
    expect(store.held).toEqual({ captures: 3, bytes: 30 });
    expect(store.lastError).toBeUndefined();
  });

  it('gives what was captured at one moment one time, and never an earlier one than before', async () => {
    const store = storeOf();
    await store.put([heap(5), external(6)], 'clock');
    await store.put([heap(3)], 'clock');
    expect((await store.list()).map(({ time }) => Date.parse(time) - START)).toEqual([5000, 5000, 5001]);
  });

  it('stays within its bounds, over the captures of earlier lives too', async () => {
    const earlier = storeOf({ ...LIFE, startedAt: START - 1e6 });
    for (let second = -900; second < -880; second++) await earlier.put([heap(second)], 'clock');
    const store = storeOf(LIFE, { moments: 4, bytes: 120 });
    for (let second = 1; second <= 12; second++) await store.put([heap(second), external(second)], 'clock');
    const list = await store.list();
    const own = list.filter(({ startedAt }) => Date.parse(startedAt) === START);
    expect(store.held.bytes).toBeLessThanOrEqual(120);
    expect(own).toHaveLength(8);
    expect(own.at(-1)!.time).toBe('2026-01-01T00:00:12.000Z');
    expect(list).toHaveLength(12);
    expect(await readdir(directory)).toHaveLength(12);
  });

  it('tells lives under the same pid apart', async () => {
    await storeOf({ ...LIFE, startedAt: START - 1e6 }).put([heap(-10)], 'clock');
    const store = storeOf(LIFE, { lives: 0 });
    await store.put([heap(1)], 'clock');
    expect((await store.list()).map(({ startedAt }) => startedAt)).toEqual(['2026-01-01T00:00:00.000Z']);
  });

  it('lists the captures that an earlier life left, without what set them off', async () => {
    await storeOf({ ...LIFE, pid: 9, startedAt: START - 1e6 }).put([heap(-10)], 'clock');
    const [left] = await storeOf().list();
    expect(left).toMatchObject({ pid: 9, kind: 'heap', bytes: 10 });
    expect(left).not.toHaveProperty('trigger');
  });

  it('clears what dead writers left half-written, and nothing else', async () => {
    await mkdir(directory);
    const half = (life: RingLife): string => temporaryName(captureName({ life, time: START, kind: 'heap' }));
    const earlier = half({ ...LIFE, startedAt: START - 1 });
    const beside = half({ ...LIFE, pid: 8 });
    const longAgo = half({ ...LIFE, pid: 9 });
    for (const name of [earlier, beside, longAgo, 'notes.tmp']) await writeFile(join(directory, name), 'x');
    await utimes(join(directory, longAgo), 1, 1);
    await utimes(join(directory, 'notes.tmp'), 1, 1);
    await storeOf().open();
    expect((await readdir(directory)).sort()).toEqual([beside, 'notes.tmp'].sort());
  });

  it('leaves files alone that are not its own', async () => {
    await mkdir(directory);
    await writeFile(join(directory, 'baseline.pb.gz'), 'theirs');
    const store = storeOf(LIFE, { moments: 2, bytes: 20 });
    for (let second = 1; second <= 9; second++) await store.put([heap(second)], 'clock');
    expect(await readFile(join(directory, 'baseline.pb.gz'), 'utf8')).toBe('theirs');
    expect(await store.list()).toHaveLength(2);
  });
});

describe('reading by an id from outside', () => {
  const name = captureName({ life: LIFE, time: START, kind: 'heap' });

  it.each([
    '',
    '.',
    '..',
    '../secret',
    `../${name}`,
    `./${name}`,
    '/etc/hostname',
    `${name}\0`,
    `${name}.tmp`,
  ])('gives nothing for %j', async (id) => {
    await mkdir(directory);
    await writeFile(join(directory, name), 'capture');
    await writeFile(join(home, 'secret'), 'secret');
    await writeFile(join(home, name), 'secret');
    await writeFile(join(directory, temporaryName(name)), 'secret');
    expect(await storeOf().read(name)).toEqual(Buffer.from('capture'));
    expect(await storeOf().read(id)).toBeUndefined();
    expect(told).toEqual([]);
  });

  it('follows no link, also one that was put in a file’s place', async () => {
    await mkdir(directory);
    await writeFile(join(home, 'secret'), 'secret');
    const path = join(directory, name);
    await symlink(join(home, 'secret'), path);
    const store = storeOf();
    expect(await store.list()).toEqual([]);
    expect(await store.read(name)).toBeUndefined();
    await rm(path);
    await writeFile(path, 'capture');
    expect(await store.list()).toHaveLength(1);
    await rm(path);
    await symlink(join(home, 'secret'), path);
    expect(await store.read(name)).toBeUndefined();
  });

  it('gives nothing for directories and for files that are larger than the ring', async () => {
    await mkdir(join(directory, name), { recursive: true });
    const large = captureName({ life: LIFE, time: START + 1, kind: 'heap' });
    await writeFile(join(directory, large), 'larger than ten');
    const store = storeOf(LIFE, { bytes: 10 });
    expect((await store.list()).map(({ id }) => id)).toEqual([large]);
    expect(await store.read(name)).toBeUndefined();
    expect(await store.read(large)).toBeUndefined();
  });
});

describe('when something is wrong', () => {
  it('remembers it, tells it once, and stores the next capture when it is right again', async () => {
    await writeFile(directory, 'a file where the directory should be');
    const store = storeOf();
    await store.open();
    for (let second = 1; second <= 3; second++) expect(await store.put([heap(second)], 'clock')).toBe(false);
    expect(await store.list()).toEqual([]);
    expect(await store.read('x')).toBeUndefined();
    expect(store.lastError!.message).toContain(directory);
    expect(new Set(told).size).toBe(told.length);
    expect(told.length).toBeLessThanOrEqual(2);
    expect(told[0]).toContain('ENOTDIR');
    await rm(directory);
    expect(await store.put([heap(4)], 'clock')).toBe(true);
    expect(await store.list()).toHaveLength(1);
  });

  it('makes the directory again when it has gone', async () => {
    const store = storeOf();
    await store.put([heap(1)], 'clock');
    await rm(directory, { recursive: true });
    expect(await store.put([heap(2)], 'clock')).toBe(true);
    expect(await store.list()).toHaveLength(1);
    expect(store.held).toEqual({ captures: 1, bytes: 10 });
    expect(told).toEqual([]);
  });

  it('refuses a capture that is larger than the ring', async () => {
    const store = storeOf(LIFE, { bytes: 15 });
    await store.put([heap(1)], 'clock');
    expect(await store.put([heap(2), external(2)], 'clock')).toBe(false);
    expect(told).toHaveLength(1);
    expect(await store.list()).toHaveLength(1);
  });

  it.skipIf(process.getuid?.() === 0)('writes nothing into a directory that is read-only', async () => {
    await mkdir(directory, { mode: 0o500 });
    const store = storeOf();
    expect(await store.put([heap(1)], 'clock')).toBe(false);
    expect(told).toHaveLength(1);
    await chmod(directory, 0o700);
    expect(await store.put([heap(2)], 'clock')).toBe(true);
  });

  it('makes room out of its own on a full disk', async ({ skip }) => {
    await mkdir(directory);
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', directory]);
    if (mount.status !== 0) skip('no small file system can be mounted here');
    try {
      const store = storeOf();
      for (let second = 1; second <= 20; second++) {
        expect(await store.put([heap(second, 40_000)], 'clock')).toBe(true);
      }
      const list = await store.list();
      expect(list.length).toBeGreaterThan(2);
      expect(list[0]!.time).toBe('2026-01-01T00:00:01.000Z');
      expect(list.at(-1)!.time).toBe('2026-01-01T00:00:20.000Z');
      expect((await readdir(directory)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      await writeFile(join(directory, 'others'), Buffer.alloc(256 * 1024)).catch(() => undefined);
      for (let second = 21; second <= 30; second++) await store.put([heap(second, 40_000)], 'clock');
      expect(store.held.captures).toBeGreaterThan(0);
      expect(existsSync(join(directory, 'others'))).toBe(true);
    } finally {
      spawnSync('umount', ['-l', directory]);
    }
  });
});
