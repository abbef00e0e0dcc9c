import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HeaderPacker } from '../../src/spdy/header-packer.js';
import { HeaderUnpacker } from '../../src/spdy/header-unpacker.js';

/** Latin-1, as headers are read. */
const name = fc.stringMatching(/^[a-z][a-z-]{0,20}$/);
const value = fc.stringMatching(/^[ -~]{0,60}$/);

it('packs blocks that an inflater of the session reads in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.dictionary(name, value), { maxLength: 6 }), async (blocks) => {
      const packer = new HeaderPacker();
      const unpacker = new HeaderUnpacker();
      const read = await Promise.all(blocks.map((headers) => unpacker.unpack(packer.pack(headers))));
      unpacker.close();
      expect(read.map((headers) => ({ ...headers }))).toEqual(blocks.map((headers) => ({ ...headers })));
    }),
    { numRuns: 50 },
  );
});

it('takes what fits into one block, and no more', () => {
  expect(() => new HeaderPacker().pack({ a: 'x'.repeat(65_500) })).not.toThrow();
  expect(() => new HeaderPacker().pack({ a: 'x'.repeat(65_536) })).toThrow(RangeError);
});
