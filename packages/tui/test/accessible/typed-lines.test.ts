import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TypedLines } from '../../src/accessible/typed-lines.js';

async function readAll(lines: TypedLines): Promise<readonly string[]> {
  const read: string[] = [];
  for (let line = await lines.next(); line !== undefined; line = await lines.next()) read.push(line);
  return read;
}

test('lines are the same, however they are cut into chunks', async () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/[\r\n]/g, ' '));
  const cuts = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 20 }), cuts, async (wanted, sizes) => {
      const stream = new PassThrough();
      const lines = new TypedLines(stream);
      const bytes = Buffer.from(wanted.map((text) => `${text}\n`).join(''));
      for (let from = 0, cut = 0; from < bytes.length; cut++) {
        const size = 1 + sizes[cut % sizes.length]!;
        stream.write(bytes.subarray(from, from + size));
        from += size;
      }
      stream.end();
      expect(await readAll(lines)).toEqual(wanted);
    }),
  );
});

test('of a line that never ends only the beginning is kept', async () => {
  const stream = new PassThrough();
  const lines = new TypedLines(stream);
  for (let turns = 0; turns < 20; turns++) stream.write('x'.repeat(60_000));
  stream.end('\nshort');
  const read = await readAll(lines);
  expect(read.map(({ length }) => length)).toEqual([1000, 5]);
});

test('nothing is read while many lines wait, and reading goes on as they are taken', async () => {
  const stream = new PassThrough();
  const lines = new TypedLines(stream);
  stream.write('a\n'.repeat(100));
  await turn();
  expect(stream.isPaused()).toBe(true);
  for (let taken = 0; taken < 100; taken++) await lines.next();
  expect(stream.isPaused()).toBe(false);
});

test('closed, it answers who waits, reads no more, and leaves the stream open', async () => {
  const stream = new PassThrough();
  const lines = new TypedLines(stream);
  const waiting = lines.next();
  lines.close();
  expect(await waiting).toBeUndefined();
  stream.write('late\n');
  expect(await lines.next()).toBeUndefined();
  expect(stream.destroyed).toBe(false);
  expect(stream.listenerCount('data')).toBe(0);
});

test('a stream that breaks is at its end', async () => {
  const stream = new PassThrough();
  const lines = new TypedLines(stream);
  const waiting = lines.next();
  stream.destroy(new Error('gone'));
  expect(await waiting).toBeUndefined();
});
