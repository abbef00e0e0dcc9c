import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gunzipSync } from 'node:zlib';
import { gunzip, gzip, type Inflate, isGzip } from '../../src/index.js';
import { rejectionOf } from '../thrown.js';

const PLAIN = new TextEncoder().encode('a tide rises and falls, a leak only rises. '.repeat(100));

test('gunzip undoes gzip', async () => {
  const repeated = fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.nat(500));
  await fc.assert(
    fc.asyncProperty(repeated, async ([part, times]) => {
      const bytes = Uint8Array.from({ length: part.length * times }, (_, i) => part[i % part.length]!);
      const zipped = await gzip(bytes);
      expect(isGzip(zipped)).toBe(true);
      expect(Buffer.compare(await gunzip(zipped), bytes)).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test('several members are one text', async () => {
  const zipped = await gzip(PLAIN);
  expect(await gunzip(Uint8Array.of(...zipped, ...zipped))).toEqual(Uint8Array.of(...PLAIN, ...PLAIN));
});

test('gzip cut anywhere is an error, and never a shorter result', async () => {
  const zipped = await gzip(PLAIN);
  for (let length = 2; length < zipped.length; length++) {
    const error = await rejectionOf(gunzip(zipped.subarray(0, length)));
    expect(error.code).toBe('HT_E_NOT_A_PROFILE');
    expect(error.message).toContain('decompressing profile: unexpected EOF: the gzip data is cut short');
  }
});

test('a bad checksum, a bad length, a bad body, and something behind it', async () => {
  const zipped = await gzip(PLAIN);
  const flipped = (fromEnd: number) => zipped.with(zipped.length - fromEnd, zipped.at(-fromEnd)! ^ 1);
  expect((await rejectionOf(gunzip(flipped(6)))).message).toContain(
    'decompressing profile: gzip: invalid checksum',
  );
  expect((await rejectionOf(gunzip(flipped(2)))).message).toContain('gzip: invalid checksum of the length');
  expect((await rejectionOf(gunzip(zipped.fill(0xff, 12, 20)))).code).toBe('HT_E_NOT_A_PROFILE');
  const garbage = Uint8Array.of(...(await gzip(PLAIN)), 1, 2, 3);
  expect((await rejectionOf(gunzip(garbage))).message).toContain('something else behind the gzip data');
});

describe.each([
  ['as a stream', undefined],
  ['at once', inflate],
])('inflating %s', (_, way) => {
  const options = way === undefined ? {} : { inflate: way };

  test('data that says that it inflates beyond the bound is given up at once', async () => {
    const bomb = await gzip(new Uint8Array(20_000_000));
    const error = await rejectionOf(gunzip(bomb, { ...options, maxBytes: 100_000 }));
    expect(error).toMatchObject({
      code: 'HT_E_TOO_LARGE',
      message: 'the gzip data says that it inflates to 20000000 bytes, more than the bound of 100000',
    });
    expect(await gunzip(bomb, { ...options, maxBytes: 20_000_000 })).toHaveLength(20_000_000);
  });

  test('data that does not say so is given up, too', async () => {
    const bomb = await gzip(new Uint8Array(20_000_000));
    const bombs = Uint8Array.of(...bomb, ...(await gzip(new Uint8Array(10))));
    const error = await rejectionOf(gunzip(bombs, { ...options, maxBytes: 100_000 }));
    expect(error).toMatchObject({
      code: 'HT_E_TOO_LARGE',
      message: 'the data inflates to more than 100000 bytes',
    });
    expect(await gunzip(bombs, { ...options, maxBytes: 20_000_010 })).toHaveLength(20_000_010);
  });

  test('what is damaged is told alike', async () => {
    const zipped = await gzip(PLAIN);
    const messages = [
      zipped.subarray(0, 40),
      zipped.with(zipped.length - 6, zipped.at(-6)! ^ 1),
      Uint8Array.of(...zipped, 1, 2, 3),
    ].map(async (bytes) => (await rejectionOf(gunzip(bytes, options))).message);
    expect(await Promise.all(messages)).toEqual([
      'decompressing profile: unexpected EOF: the gzip data is cut short',
      'decompressing profile: gzip: invalid checksum',
      'decompressing profile: gzip: invalid header, or something else behind the gzip data',
    ]);
  });
});

test('what the first bytes are found to be ends the inflating', async () => {
  let heads = 0;
  const inspectHead = () => {
    heads++;
    throw new RangeError('seen enough');
  };
  await expect(gunzip(await gzip(PLAIN), { inspectHead })).rejects.toThrow('seen enough');
  expect(heads).toBe(1);
});

/** As a caller on Node does it. */
function inflate(gzipped: Uint8Array, size: number): ReturnType<Inflate> {
  const options = { chunkSize: Math.max(64, size + 1), maxOutputLength: size, info: true };
  const { buffer, engine } = gunzipSync(gzipped, options) as unknown as {
    buffer: Uint8Array;
    engine: { bytesWritten: number };
  };
  return { bytes: buffer, consumed: engine.bytesWritten };
}
