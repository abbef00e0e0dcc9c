import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StringTable } from '../src/index.js';

const list = fc.array(fc.string({ unit: 'binary', maxLength: 200 })).map((texts) => ['', ...texts]);

test('a table over UTF-8 and one of strings say the same', () => {
  fc.assert(
    fc.property(list, (texts) => {
      const ofTexts = StringTable.of(texts);
      const pieces = texts.map((_, id) => ofTexts.utf8(id));
      const offsets = new Int32Array(texts.length + 1);
      pieces.forEach((piece, i) => (offsets[i + 1] = offsets[i]! + piece.length));
      const decoding = StringTable.decoding(Uint8Array.from(pieces.flatMap((piece) => [...piece])), offsets);
      expect(decoding.length).toBe(texts.length);
      expect([...decoding]).toEqual(texts);
      expect([...ofTexts]).toEqual(texts);
      expect(texts.map((_, id) => decoding.utf8(id))).toEqual(pieces);
      const firsts = texts.map((text) => texts.indexOf(text));
      expect([...decoding.firstIds()]).toEqual(firsts);
      expect([...ofTexts.firstIds()]).toEqual(firsts);
      // What was decoded once is the same string again.
      expect(texts.map((_, id) => decoding.get(id))).toEqual(texts);
    }),
  );
});

test('what is no UTF-8 is shown as U+FFFD and kept as it is', () => {
  const table = StringTable.decoding(Uint8Array.of(0x61, 0xff), Int32Array.of(0, 0, 2));
  expect(table.get(1)).toBe('a\udcff');
  expect([...table.utf8(1)]).toEqual([0x61, 0xff]);
});

test('texts at the end of a table leave the others as they are', () => {
  const table = StringTable.decoding(Uint8Array.of(0x61, 0xff), Int32Array.of(0, 0, 2)).append(['b', 'ü']);
  expect([...table]).toEqual(['', 'a\udcff', 'b', 'ü']);
  expect([...table.utf8(1)]).toEqual([0x61, 0xff]);
});

test('strings may lie anywhere', () => {
  const table = StringTable.slices(
    Uint8Array.of(0x61, 0x62, 0x63),
    Int32Array.of(0, 2, 0),
    Int32Array.of(0, 3, 1),
  );
  expect([...table]).toEqual(['', 'c', 'a']);
});

test('ids outside the table are a defect of the caller', () => {
  const table = StringTable.of(['', 'a']);
  expect(() => table.get(2)).toThrow(RangeError);
  expect(() => table.get(-1)).toThrow('no string -1 in a table of 2');
  expect(() => StringTable.of(['a'])).toThrow(RangeError);
});
