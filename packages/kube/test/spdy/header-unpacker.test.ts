import { constants, createDeflate } from 'node:zlib';
import { expect, it } from 'vitest';
import { HEADER_DICTIONARY } from '../../src/spdy/header-dictionary.js';
import { HeaderUnpacker } from '../../src/spdy/header-unpacker.js';
import { headerBlock, uint32 } from './spdy-peer.js';

/** Compresses blocks in one context, as a server does. */
async function compressed(...blocks: Buffer[]): Promise<Buffer[]> {
  const deflate = createDeflate({ dictionary: HEADER_DICTIONARY });
  let pieces: Buffer[] = [];
  deflate.on('data', (piece: Buffer) => pieces.push(piece));
  const out: Buffer[] = [];
  for (const block of blocks) {
    deflate.write(block);
    await new Promise<void>((resolve) => deflate.flush(constants.Z_SYNC_FLUSH, resolve));
    out.push(Buffer.concat(pieces));
    pieces = [];
  }
  return out;
}

it('reads blocks that refer to the dictionary and to one another, without waiting between them', async () => {
  const all = [
    { 'content-type': 'text/plain', server: 'x' },
    {},
    { 'content-type': 'text/plain', server: 'y' },
  ];
  const unpacker = new HeaderUnpacker();
  const blocks = await compressed(...all.map(headerBlock));
  expect(blocks[2]!.length).toBeLessThan(headerBlock(all[2]!).length);
  expect(await Promise.all(blocks.map((block) => unpacker.unpack(block)))).toEqual(all);
});

it('takes a block without a byte for no headers', async () => {
  expect(await new HeaderUnpacker().unpack(Buffer.alloc(0))).toEqual({});
});

it.each([
  [
    'a bomb',
    Buffer.concat([uint32(1), uint32(1), Buffer.from('x'), uint32(30_000_000), Buffer.alloc(30_000_000)]),
  ],
  ['a length beyond the end', Buffer.concat([uint32(1), uint32(0xffff_ffff), Buffer.from('x')])],
  ['more headers than there are', uint32(0xffff_ffff)],
  ['nothing at all', Buffer.alloc(1)],
])('refuses %s, and every block after it', async (_what, block) => {
  const [first, second] = await compressed(block, headerBlock({}));
  const unpacker = new HeaderUnpacker();
  const before = process.memoryUsage().arrayBuffers;
  await expect(unpacker.unpack(first!)).rejects.toThrow(
    /^headers (of more than 65536 bytes|that end in the middle)$/,
  );
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 1024 * 1024);
  await expect(unpacker.unpack(second!)).rejects.toMatchObject({ name: 'SpdyProblem' });
});

it('refuses what is not compressed, and too much at once', async () => {
  await expect(new HeaderUnpacker().unpack(Buffer.alloc(60, 0xff))).rejects.toThrow('broken headers');
  const unpacker = new HeaderUnpacker();
  const outcomes = Array.from({ length: 40 }, () => unpacker.unpack(Buffer.alloc(60_000)).catch(String));
  expect(await outcomes.at(-1)).toContain('SpdyProblem');
});
