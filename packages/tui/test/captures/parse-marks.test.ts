import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaptureMark, NO_MARK } from '../../src/captures/capture-store.js';
import { formatMarks, MOST_MARKS, parseMarks } from '../../src/captures/parse-marks.js';

const mark: fc.Arbitrary<CaptureMark> = fc.record({
  pinned: fc.boolean(),
  note: fc.string({ unit: 'binary' }),
  baseline: fc.boolean(),
  afterGap: fc.boolean(),
});

describe('marks', () => {
  it('are read as they were written, whatever the names', () => {
    const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, mark)), (entries) => {
        const marks = new Map(entries);
        expect(parseMarks(formatMarks(marks))).toEqual({ marks });
      }),
    );
  });

  it('hold only what they say', () => {
    const text = '{"schema": "heaptide.marks/1", "captures": {"a.pb.gz": {"pinned": true, "color": 7}}}';
    expect(parseMarks(text)).toEqual({ marks: new Map([['a.pb.gz', { ...NO_MARK, pinned: true }]]) });
  });

  it.each([
    ['{', 'it is not JSON'],
    ['null', 'it is not of the schema heaptide.marks/1'],
    ['{"schema": "heaptide.marks/2", "captures": {}}', 'it is not of the schema heaptide.marks/1'],
    ['{"schema": "heaptide.marks/1", "captures": []}', 'it has no captures'],
    ['{"schema": "heaptide.marks/1", "captures": {"a": {"note": 7}}}', 'a mark in it does not hold'],
    ['{"schema": "heaptide.marks/1", "captures": {"a": {"pinned": "yes"}}}', 'a mark in it does not hold'],
    ['{"schema": "heaptide.marks/1", "captures": {"a": null}}', 'a mark in it does not hold'],
  ])('in %s are none', (text, defect) => {
    expect(parseMarks(text)).toEqual({ defect });
  });

  it('of more captures than a directory can have marked are none', () => {
    const marks = new Map(Array.from({ length: MOST_MARKS + 1 }, (_, index) => [`${index}`, NO_MARK]));
    expect(parseMarks(formatMarks(marks))).toEqual({ defect: 'it marks more than 2000 captures' });
  });
});
