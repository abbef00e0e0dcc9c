import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberTokenizer } from '../../src/reader/number-tokenizer.js';

/** What comes out when the text behind the opening bracket comes in pieces of these sizes, over and over. */
function tokenize(text: string, pieces: readonly number[], { fields = 3, most = 64 } = {}) {
  const numbers: number[] = [];
  const tokenizer = new NumberTokenizer(
    fields,
    (values, records) => numbers.push(...values.subarray(0, records * fields)),
    most,
  );
  const bytes = new TextEncoder().encode(text);
  let start = 0;
  for (let turn = 0; start < bytes.length && !tokenizer.isDone && tokenizer.misfit === undefined; turn++) {
    const piece = bytes.subarray(start, start + pieces[turn % pieces.length]!);
    start += tokenizer.read(piece, 0);
  }
  return { numbers, tokenizer, rest: text.slice(start) };
}

describe('NumberTokenizer', () => {
  it('reads the same numbers however the text is cut', () => {
    const record = fc.tuple(fc.nat(), fc.nat({ max: 9 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
    const separator = fc.constantFrom(',', ',\n', ' , ', '\n,');
    fc.assert(
      fc.property(fc.array(record), pieces, separator, (records, sizes, between) => {
        const { numbers, tokenizer, rest } = tokenize(`${records.flat().join(between)}],"more"`, sizes);
        expect(numbers).toEqual(records.flat());
        expect(tokenizer).toMatchObject({ isDone: true, left: 0, misfit: undefined });
        expect(rest).toBe(',"more"');
      }),
    );
  });

  it('holds numbers of 32 bits and more at the largest', () => {
    const { numbers } = tokenize('4294967295,4294967296,99999999999999999999]', [7]);
    expect(numbers).toEqual([4294967295, 4294967295, 4294967295]);
  });

  it('stops at a byte that is no part of a whole number', () => {
    for (const text of ['1,-2,3]', '1,2.5,3]', '1,[2],3]', '1,"2",3]', '1,null]']) {
      const { tokenizer } = tokenize(text, [3]);
      expect(tokenizer.isDone, text).toBe(false);
      expect(tokenizer.misfit, text).toBe(/[^\d,]/.exec(text)![0].charCodeAt(0));
    }
  });

  it('keeps what is left of a record to itself', () => {
    expect(tokenize('1,2,3,4]', [5])).toMatchObject({ numbers: [1, 2, 3], tokenizer: { left: 1 } });
  });
});
