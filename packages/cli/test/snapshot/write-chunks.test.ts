import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { writeChunks } from '../../src/snapshot/write-chunks.js';

const CHUNK = new Uint8Array(1024).fill(0x61);

function* chunks(count: number, made: number[]): Generator<Uint8Array> {
  for (let index = 0; index < count; index++) {
    made.push(index);
    yield CHUNK;
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('all of it, and no more at a time than the stream takes', async () => {
  const out = new PassThrough({ highWaterMark: 2048 });
  const made: number[] = [];
  const writing = writeChunks(chunks(100, made), out, new AbortController().signal);
  await turns();
  // The reader has not begun: what is made is what the stream buffers.
  expect(made.length).toBeLessThanOrEqual(5);
  let length = 0;
  out.on('data', (chunk: Buffer) => (length += chunk.length));
  await writing;
  await turns();
  expect(length).toBe(100 * 1024);
  expect(made).toHaveLength(100);
  expect(out.listenerCount('drain')).toBe(0);
});

test.each(['the stream closes', 'it is interrupted'])('ends when %s', async (what) => {
  const out = new PassThrough({ highWaterMark: 2048 });
  const interruption = new AbortController();
  const made: number[] = [];
  const writing = writeChunks(chunks(100, made), out, interruption.signal);
  await turns();
  if (what === 'it is interrupted') interruption.abort();
  else out.destroy();
  await writing;
  expect(made.length).toBeLessThan(10);
});
