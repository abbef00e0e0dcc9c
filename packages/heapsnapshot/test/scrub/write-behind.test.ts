import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WriteBehind } from '../../src/writer/write-behind.js';

const MEGABYTE = 1 << 20;

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'heaptide-behind-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('WriteBehind', () => {
  it('writes all bytes in order, whatever becomes of those it was handed', async () => {
    const path = join(directory, 'whole');
    const file = await open(path, 'w');
    const behind = new WriteBehind(file);
    const expected: Buffer[] = [];
    const piece = Buffer.alloc(3 * MEGABYTE);
    // Enough for the disk to be called upon on the way.
    for (let turn = 0; turn < 40; turn++) {
      const size = (turn % 3) * MEGABYTE + turn * 1000 + 1;
      piece.fill(turn + 1, 0, size);
      expected.push(Buffer.from(piece.subarray(0, size)));
      await behind.write(piece.subarray(0, size));
      piece.fill(0);
    }
    await behind.end();
    await file.close();
    expect(Buffer.concat(expected).equals(readFileSync(path))).toBe(true);
  });

  it('tells of bytes that could not be written, later', async () => {
    const path = join(directory, 'read-only');
    writeFileSync(path, 'as it was');
    const file = await open(path, 'r');
    const behind = new WriteBehind(file);
    const writeMany = async () => {
      for (let turn = 0; turn < 10; turn++) await behind.write(new Uint8Array(MEGABYTE));
    };
    await expect(writeMany()).rejects.toThrow('EBADF');
    await expect(behind.end()).rejects.toThrow('EBADF');
    await behind.stop();
    await file.close();
    expect(readFileSync(path, 'utf8')).toBe('as it was');
  });

  it('has no write underway once it is stopped', async () => {
    const path = join(directory, 'stopped');
    const file = await open(path, 'w');
    const behind = new WriteBehind(file);
    for (let turn = 0; turn < 4; turn++) await behind.write(new Uint8Array(MEGABYTE).fill(1));
    await behind.stop();
    const { size } = await file.stat();
    // The others waited for the first one.
    expect(size).toBeLessThan(4 * MEGABYTE);
    await behind.end();
    expect((await file.stat()).size).toBe(size);
    await file.close();
  });
});
