import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ephemeronParts } from '../../src/scrub/ephemeron-parts.js';

const PAIR =
  /^(\d+ \/ part of key \()(.*?)( @\d+\) -> value \()(.*)( @\d+\) pair in WeakMap \(table @\d+\))$/s;

function partsOf(text: string): string[] | undefined {
  const bytes = Buffer.from(`"${text}"`);
  const parts = ephemeronParts(bytes, 1, bytes.length - 1);
  return (
    parts && [
      bytes.toString('utf8', parts.keyStart, parts.keyEnd),
      bytes.toString('utf8', parts.valueStart, parts.valueEnd),
    ]
  );
}

describe('ephemeronParts', () => {
  it('tells key and value', () => {
    const text = '15 / part of key (Session @33) -> value (Object @58) pair in WeakMap (table @62)';
    expect(partsOf(text)).toEqual(['Session', 'Object']);
    expect(partsOf(text.slice(1))).toEqual(['Session', 'Object']);
    for (const other of [text.slice(2), `${text} `, text.slice(0, -1), text.replace('part', 'past'), ''])
      expect(partsOf(other)).toBeUndefined();
  });

  it('agrees with an expression, whatever key and value are', () => {
    const piece = fc.constantFrom(
      'ü',
      ' @1',
      ') -> value (',
      ' @7) -> value (',
      ') pair in WeakMap (table @',
      '3',
      'x',
    );
    const name = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    const whole = fc
      .tuple(name, name)
      .map(([key, value]) => `9 / part of key (${key} @1) -> value (${value} @2) pair in WeakMap (table @3)`);
    fc.assert(
      fc.property(fc.oneof(whole, name), (text) => {
        const match = PAIR.exec(text);
        expect(partsOf(text)).toEqual(match === null ? undefined : [match[2], match[4]]);
      }),
      { numRuns: 1000 },
    );
  });
});
