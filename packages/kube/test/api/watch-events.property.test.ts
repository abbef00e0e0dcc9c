import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { watchEvents } from '../../src/api/watch-events.js';
import { arbitraryCuts, cut } from '../bytes/cut.js';

async function read(pieces: readonly Buffer[]): Promise<unknown[]> {
  const events: unknown[] = [];
  for await (const event of watchEvents(Readable.from(pieces))) events.push(event);
  return events;
}

describe('watchEvents', () => {
  it('tells the same changes however the bytes are cut', async () => {
    const change = fc.record({
      type: fc.constantFrom('ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK'),
      object: fc.dictionary(fc.string(), fc.string({ unit: 'binary' })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change), arbitraryCuts, async (changes, cuts) => {
        const bytes = Buffer.from(changes.map((each) => JSON.stringify(each) + '\n').join(''));
        expect(await read(cut(bytes, cuts))).toEqual(JSON.parse(JSON.stringify(changes)));
      }),
    );
  });

  it('ends at an error', async () => {
    expect(await read([Buffer.from('{"type":"ERROR","object":{"code":410}}\n{"type":"ADDED"}\n')])).toEqual([
      { type: 'ERROR', object: { code: 410 } },
    ]);
  });

  it.each([
    ['a line without end', Array<Buffer>(5).fill(Buffer.alloc(1024 * 1024, 'x'))],
    ['what is no JSON', [Buffer.from('nonsense\n')]],
    ['JSON of another kind', [Buffer.from('null\n')]],
    ['a change without a type', [Buffer.from('{"object":1}\n')]],
  ])('refuses %s', async (_, pieces) => {
    await expect(read(pieces)).rejects.toMatchObject({ kind: 'bad-answer' });
  });
});
