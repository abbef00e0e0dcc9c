import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeProfile, encodeProfile, HeaptideError } from '../../src/index.js';
import { arbitraryProfile } from '../arbitrary-profile.js';
import { field, message, packed, varint } from '../raw-fields.js';
import { thrownBy } from '../thrown.js';

const TYPES = message(1, field(1, 1), field(2, 2));
const STRINGS = ['', 'space', 'bytes', 'main', 'main.js'].map((text) =>
  message(6, ...new TextEncoder().encode(text)),
);
const FUNCTION = message(5, field(1, 1), field(2, 3), field(4, 4));
const LOCATION = message(4, field(1, 1), message(4, field(1, 1), field(2, 7)));
const SAMPLE = message(2, packed(1, 1), packed(2, 100));

function bytes(...parts: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flat());
}

describe('what decodes', () => {
  test('decoding undoes encoding', () => {
    fc.assert(
      fc.property(arbitraryProfile(), (profile) => {
        expect(decodeProfile(encodeProfile(profile))).toEqual(profile);
      }),
    );
  });

  test('fields in any order, lists unpacked, unknown fields of every wire type', () => {
    const unknown = [
      ...varint(99 * 8),
      1,
      ...varint(98 * 8 + 1),
      ...Array<number>(8).fill(7),
      ...message(97, 1, 2, 3),
    ];
    const profile = decodeProfile(
      bytes(
        message(2, field(1, 1), field(1, 1), field(2, 100), unknown),
        unknown,
        ...STRINGS,
        LOCATION,
        TYPES,
        FUNCTION,
      ),
    );
    expect([...profile.samples.stack]).toEqual([0, 0]);
    expect([...profile.samples.values]).toEqual([100]);
    expect(profile.sampleTypes).toEqual([{ type: 'space', unit: 'bytes' }]);
  });

  test('sparse ids that differ beyond 2^53 only', () => {
    const far = (low: bigint) => [...varint(8), ...varint(2n ** 63n + low)];
    const location = (low: bigint, line: number) =>
      message(4, far(low), message(4, field(1, 1), field(2, line)));
    const sample = message(2, packed(1, 2n ** 63n + 1n, 2n ** 63n), packed(2, 5));
    const profile = decodeProfile(
      bytes(TYPES, sample, location(0n, 10), location(1n, 11), FUNCTION, ...STRINGS),
    );
    expect([...profile.samples.stack].map((row) => profile.locations.lineNumber[row])).toEqual([11, 10]);
    expect(profile.locations.ids).toEqual(BigUint64Array.of(2n ** 63n, 2n ** 63n + 1n));
    expect(decodeProfile(encodeProfile(profile))).toEqual(profile);
  });

  test('ids are kept where they are not row + 1', () => {
    const mappings = [7, 3].map((id) => message(3, field(1, id)));
    const locations = [5, 4].map((id, i) => message(4, field(1, id), field(2, [3, 7][i]!)));
    const sample = message(2, packed(1, 4, 5), packed(2, 1));
    const profile = decodeProfile(bytes(TYPES, sample, ...mappings, ...locations, ...STRINGS));
    expect([...profile.samples.stack]).toEqual([1, 0]);
    expect([...profile.locations.mapping]).toEqual([1, 0]);
    expect(profile.locations.ids).toEqual(BigUint64Array.of(5n, 4n));
    expect(profile.mappings.ids).toEqual(BigUint64Array.of(7n, 3n));
    expect(decodeProfile(encodeProfile(profile))).toEqual(profile);
  });

  test('tags and lengths of more bytes than they need', () => {
    const sample = [0x92, 0, 0x88, 0, 0x8a, 0, 1, 1, 0x92, 0, 1, 9];
    const profile = decodeProfile(bytes(TYPES, SAMPLE, sample, LOCATION, FUNCTION, ...STRINGS));
    expect([...profile.samples.stack]).toEqual([0, 0]);
    expect([...profile.samples.values]).toEqual([100, 9]);
  });

  test('ids and values of every length', () => {
    const ids = Array.from({ length: 8 }, (_, i) => 2 ** (7 * i)).flatMap((id) =>
      id === 1 ? [1] : [id - 1, id, id + 1],
    );
    const locations = ids.map((id) => message(4, field(1, id)));
    const sample = message(2, packed(1, ...ids), packed(2, 5));
    const values = ids.map((id) => message(2, packed(2, id)));
    const profile = decodeProfile(bytes(TYPES, sample, ...values, ...locations, ...STRINGS));
    expect([...profile.samples.stack]).toEqual(ids.map((_, row) => row));
    expect([...profile.samples.values]).toEqual([5, ...ids]);
  });

  test('an unknown mapping counts as none', () => {
    const location = message(4, field(1, 1), field(2, 42));
    expect([...decodeProfile(bytes(TYPES, location, ...STRINGS)).locations.mapping]).toEqual([-1]);
  });

  test('negative values, and those at the ends of 64 bits', () => {
    const sample = (value: bigint) => message(2, packed(1, 1), packed(2, value));
    const values = [-1n, -(2n ** 53n) + 1n, 2n ** 53n - 1n, -(2n ** 63n), 2n ** 63n - 1n];
    const profile = decodeProfile(bytes(TYPES, ...values.map(sample), LOCATION, FUNCTION, ...STRINGS));
    expect([...profile.samples.values]).toEqual(values.map(Number));
    expect(decodeProfile(encodeProfile(profile))).toEqual(profile);
  });

  test('text that is no UTF-8, and a byte order mark', () => {
    const profile = decodeProfile(
      bytes(message(6), message(6, 0xff, 0x41), message(6, 0xef, 0xbb, 0xbf, 0x41)),
    );
    expect([...profile.strings]).toEqual(['', '\udcffA', '\ufeffA']);
    const encoded = decodeProfile(encodeProfile(profile)).strings;
    expect([1, 2].map((id) => [...encoded.utf8(id)])).toEqual([
      [0xff, 0x41],
      [0xef, 0xbb, 0xbf, 0x41],
    ]);
  });
});

describe('what does not decode, and why', () => {
  const cases: Record<string, [bytes: Uint8Array, words: string]> = {
    'no bytes': [bytes(), 'parsing profile: empty input file'],
    'no string table': [bytes(TYPES), 'unrecognized profile format: no string table'],
    'a first string that is not empty': [bytes(message(6, 65)), 'string_table[0] is not empty'],
    'a string index out of range': [
      bytes(...STRINGS, message(5, field(1, 1), field(2, 99))),
      'unrecognized profile format: string index 99 of 5 in function 1, at byte 37',
    ],
    'a negative string index': [bytes(...STRINGS, message(1, field(1, -1n))), 'string index -1 of 5'],
    'location id 0': [
      bytes(TYPES, message(4, field(3, 7)), ...STRINGS),
      'malformed profile: found location with reserved id=0 in location 1, at byte',
    ],
    'function id 0': [bytes(message(5), ...STRINGS), 'malformed profile: found function with reserved ID=0'],
    'mapping id 0': [bytes(message(3), ...STRINGS), 'malformed profile: found mapping with reserved ID=0'],
    'a location twice': [
      bytes(TYPES, LOCATION, LOCATION, FUNCTION, ...STRINGS),
      'malformed profile: multiple locations with same id: 1 in location 2, at byte',
    ],
    'a function twice': [bytes(FUNCTION, FUNCTION, ...STRINGS), 'multiple functions with same id: 1'],
    'a sample of an unknown location': [
      bytes(TYPES, SAMPLE, ...STRINGS),
      'malformed profile: sample has nil location: no location has id 1 in sample 1, at byte',
    ],
    'a line of an unknown function': [
      bytes(TYPES, LOCATION, ...STRINGS),
      'malformed profile: location id: 1 has a line with nil function in location 1, at byte',
    ],
    'too few values': [
      bytes(TYPES, TYPES, SAMPLE, LOCATION, FUNCTION, ...STRINGS),
      'malformed profile: mismatch: sample has 1 values vs. 2 types in sample 1, at byte',
    ],
    'too many values': [
      bytes(TYPES, message(2, packed(2, 1, 2, 3)), ...STRINGS),
      'mismatch: sample has 3 values vs. 1 types',
    ],
    'no sample types': [bytes(message(2), ...STRINGS), 'malformed profile: missing sample type information'],
    'two profiles in a row': [
      bytes(field(9, 5), ...STRINGS, field(9, 6), ...STRINGS),
      'parsing profile: concatenated profiles detected',
    ],
    'data cut in a message': [bytes(...STRINGS, [0x2a, 5, 8]), 'unrecognized profile format: data cut short'],
    'data cut in a string': [bytes(message(6), [0x32, 5, 65]), 'data cut short, at byte 4'],
    'data cut in a long string': [bytes(message(6), [0x32, 0x85, 1, 65]), 'data cut short, at byte 5'],
    'an id cut by the end of its list': [
      bytes(TYPES, message(2, [0x0a, 1, 0x81], [0, 5], packed(2, 1)), LOCATION, FUNCTION, ...STRINGS),
      'data cut short in sample 1, at byte',
    ],
    'a value cut by the end of its list': [
      bytes(TYPES, message(2, [0x12, 1, 0x81], [0, 5]), ...STRINGS),
      'data cut short in sample 1, at byte',
    ],
    'data cut in a number': [bytes(...STRINGS, [0x60, 0x80]), 'data cut short, at byte'],
    'a number of 11 bytes': [
      bytes(...STRINGS, [0x60, ...Array<number>(11).fill(0x80)]),
      'a varint of more than 10 bytes',
    ],
    'a group': [bytes(...STRINGS, [0x7b]), 'unknown wire type 3'],
    'a text where a number belongs': [
      bytes(...STRINGS, message(12, 1)),
      'field 12 has wire type 2 instead of 0',
    ],
    'a message that overruns its parent': [
      bytes(TYPES, [0x22, 4, 8, 1, 0x22, 9], ...STRINGS),
      'data cut short in location 1, at byte',
    ],
  };

  test.each(Object.entries(cases))('%s', (_, [input, words]) => {
    const error = thrownBy(() => decodeProfile(input));
    expect(error.code).toBe('HT_E_NOT_A_PROFILE');
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('\n');
  });

  test('mutated bytes decode or throw a coded error', () => {
    const mutation = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.boolean() });
    fc.assert(
      fc.property(
        arbitraryProfile(),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        (profile, mutations) => {
          let mutant = encodeProfile(profile);
          for (const { at, byte, cut } of mutations) {
            const place = at % mutant.length;
            if (cut) mutant = mutant.subarray(0, place + 1);
            else mutant[place] = byte;
          }
          try {
            decodeProfile(mutant);
          } catch (error) {
            expect(error).toBeInstanceOf(HeaptideError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('random bytes decode or throw a coded error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
        expect(thrownBy(() => decodeProfile(input)).code).toBe('HT_E_NOT_A_PROFILE');
      }),
      { numRuns: 1000 },
    );
  });
});
