import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { createGzip, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Inflate, readProfile } from '../../packages/profile/src/index.js';
import { message, packed, varint } from '../../packages/profile/test/raw-fields.js';

const MIB = 1024 * 1024;
const BOMB = 128 * MIB;
const MAX_BYTES = 64 * MIB;

/** `head`, then `BOMB` bytes made of `filling`, gzipped without ever being in one piece. */
async function bomb(head: readonly number[], filling: Buffer): Promise<Buffer> {
  const gzip = createGzip({ level: 1 });
  const zipped = buffer(gzip);
  gzip.write(Uint8Array.from(head));
  for (let written = 0; written < BOMB; written += filling.length) {
    if (!gzip.write(filling)) await once(gzip, 'drain');
  }
  gzip.end();
  return zipped;
}

const zeros = Buffer.alloc(MIB);
const strings = ['', 'x', 'y'].flatMap((text) => message(6, ...Buffer.from(text)));
const profile = [...strings, ...message(1, ...varint(8), 1), ...message(4, ...varint(8), 1)];
const sample = Buffer.from(message(2, packed(1, ...Array<number>(120).fill(1)), packed(2, 1)));

const BOMBS: Readonly<Record<string, () => Promise<Buffer>>> = {
  zeros: () => bomb([], zeros),
  'a single string in a profile': () => bomb([...message(6), ...varint(6 * 8 + 2), ...varint(BOMB)], zeros),
  'samples that hold': () => bomb(profile, Buffer.concat(Array<Buffer>(1000).fill(sample))),
};

const inflate: Inflate = (gzipped, size) => {
  const { buffer: bytes, engine } = gunzipSync(gzipped, {
    chunkSize: Math.max(64, size + 1),
    maxOutputLength: size,
    info: true,
  }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  return { bytes, consumed: engine.bytesWritten };
};

describe.each(Object.entries(BOMBS))('a bomb of %s', (_, make) => {
  test(
    'is given up in bounded time and memory, whatever it says of its size',
    { timeout: 60_000 },
    async () => {
      const whole = await make();
      // The size is the last four bytes: nothing, and a little.
      const liars = [0, 1000].map((size) => {
        const liar = Buffer.from(whole);
        liar.writeUInt32LE(size, liar.length - 4);
        return liar;
      });
      const before = process.resourceUsage().maxRSS;
      for (const bytes of [whole, ...liars, whole.subarray(0, -100)]) {
        for (const options of [{}, { inflate }]) {
          const start = performance.now();
          await expect(readProfile(bytes, { maxBytes: MAX_BYTES, ...options })).rejects.toMatchObject({
            name: 'HeaptideError',
            code: 'HT_E_TOO_LARGE',
          });
          expect(performance.now() - start).toBeLessThan(5000);
        }
      }
      expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(60);
    },
  );
});
