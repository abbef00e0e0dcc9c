import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HeaptideError, readProfile } from '../../packages/profile/src/index.js';
import { field, message, packed } from '../../packages/profile/test/raw-fields.js';
import { findPprof, type Pprof } from './go-pprof.js';

const directory = mkdtempSync(join(tmpdir(), 'heaptide-'));
let pprof: Pprof | undefined;

beforeAll(async () => {
  pprof = await findPprof(directory);
});
afterAll(() => rmSync(directory, { recursive: true }));

const TYPES = message(1, field(1, 1), field(2, 2));
const STRINGS = ['', 'space', 'bytes', 'main', 'main.js'].map((text) => message(6, ...utf8(text)));
const MAPPING = message(3, field(1, 1));
const FUNCTION = message(5, field(1, 1), field(2, 3), field(4, 4));
const LOCATION = message(4, field(1, 1), message(4, field(1, 1), field(2, 7)));
const SAMPLE = message(2, packed(1, 1), packed(2, 100));
const TIME = field(9, 5);
const GOOD = raw(TYPES, SAMPLE, LOCATION, FUNCTION, ...STRINGS, TIME);
const ZIPPED = gzipSync(GOOD);

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function raw(...parts: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flat());
}

const EOF = 'decompressing profile: unexpected EOF';
const UNRECOGNIZED = 'parsing profile: unrecognized profile format';

/** Input that pprof refuses: the words that both say (`undefined` where what we say is another thing), and our own. */
const REFUSED: Readonly<Record<string, [bytes: Uint8Array, both: string | undefined, ours: RegExp]>> = {
  empty: [raw(), 'parsing profile: empty input file', /file$/],
  'gzip of nothing': [gzipSync(raw()), 'parsing profile: empty input file', /file$/],
  'gzip cut in the header': [ZIPPED.subarray(0, 6), EOF, /the gzip data is cut short$/],
  'gzip cut in half': [ZIPPED.subarray(0, ZIPPED.length >> 1), EOF, /the gzip data is cut short$/],
  'gzip cut in the trailer': [ZIPPED.subarray(0, -3), EOF, /the gzip data is cut short$/],
  'a bad checksum': [
    ZIPPED.with(-6, ZIPPED.at(-6)! ^ 1),
    'decompressing profile: gzip: invalid checksum',
    /checksum$/,
  ],
  'garbage behind gzip': [
    Buffer.concat([ZIPPED, utf8('garbage in plenty')]),
    'decompressing profile: gzip: invalid header',
    /something else behind the gzip data$/,
  ],
  'two gzip members': [
    Buffer.concat([ZIPPED, ZIPPED]),
    'parsing profile: concatenated profiles detected',
    /time_nanos comes twice, at byte \d+$/,
  ],
  'time_nanos twice': [
    raw(...STRINGS, TIME, TIME),
    'parsing profile: concatenated profiles detected',
    /at byte \d+$/,
  ],
  'gzip in gzip': [gzipSync(ZIPPED), undefined, /^this is gzipped twice, not a profile: gunzip it once$/],
  'an HTML page': [
    utf8('<!DOCTYPE html><title>404 Not Found</title>'),
    undefined,
    /^this is an HTML page, not a profile: "404 Not Found"$/,
  ],
  JSON: [utf8('{"error":"x"}'), undefined, /^this is JSON, not a profile/],
  'a heap snapshot': [utf8('{"snapshot":{"meta":{}}}'), undefined, /use heaptide snapshot$/],
  'a zip archive': [utf8('PK\u0003\u0004'), undefined, /^this is a zip archive/],
  text: [utf8('404 page not found\n'), undefined, /^this is text, not a profile: "404 page not found"$/],
  'a profile cut short': [GOOD.subarray(0, 20), UNRECOGNIZED, /data cut short, at byte \d+$/],
  zeros: [new Uint8Array(100), UNRECOGNIZED, /no string table, at byte 100$/],
  'a bad wire type': [raw(...STRINGS, [0x7b]), UNRECOGNIZED, /unknown wire type 3, at byte \d+$/],
  'a number where a message belongs': [
    raw(...STRINGS, field(2, 1)),
    UNRECOGNIZED,
    /field 2 has wire type 0 instead of 2 in sample 1, at byte \d+$/,
  ],
  'a varint of 11 bytes': [
    raw(...STRINGS, [0x60, ...Array<number>(11).fill(0x80)]),
    UNRECOGNIZED,
    /a varint of more than 10 bytes, at byte/,
  ],
  'a length beyond the end': [raw(...STRINGS, [0x12, 99]), UNRECOGNIZED, /data cut short, at byte/],
  'a string index too high': [
    raw(TYPES, message(5, field(1, 1), field(2, 99)), ...STRINGS),
    UNRECOGNIZED,
    /string index 99 of 5 in function 1, at byte 12$/,
  ],
  'a negative string index': [
    raw(message(1, field(1, -1n)), ...STRINGS),
    UNRECOGNIZED,
    /string index -1 of 5, at byte/,
  ],
  'the string index 2^63': [
    raw(message(1, field(1, 2n ** 63n)), ...STRINGS),
    UNRECOGNIZED,
    /string index -9223372036854775808 of 5/,
  ],
  'a first string that is not empty': [
    raw(message(6, 65)),
    UNRECOGNIZED,
    /string_table\[0\] is not empty, at byte 2$/,
  ],
  'no string table': [raw(TYPES), UNRECOGNIZED, /no string table/],
  'a bad period type': [raw(...STRINGS, message(11, field(1, 77))), UNRECOGNIZED, /string index 77 of 5/],
  'location id 0': [
    raw(TYPES, message(4, field(3, 7)), ...STRINGS),
    'malformed profile: found location with reserved id=0',
    /in location 1, at byte/,
  ],
  'function id 0': [
    raw(TYPES, message(5), ...STRINGS),
    'malformed profile: found function with reserved ID=0',
    /in function 1/,
  ],
  'mapping id 0': [
    raw(TYPES, message(3), ...STRINGS),
    'malformed profile: found mapping with reserved ID=0',
    /in mapping 1/,
  ],
  'a location that is not there': [
    raw(TYPES, SAMPLE, ...STRINGS),
    'malformed profile: sample has nil location',
    /: no location has id 1 in sample 1, at byte/,
  ],
  'location 0 in a sample': [
    raw(TYPES, message(2, packed(1, 0), packed(2, 1)), LOCATION, FUNCTION, ...STRINGS),
    'malformed profile: sample has nil location',
    /: no location has id 0/,
  ],
  'a function that is not there': [
    raw(TYPES, LOCATION, ...STRINGS),
    'malformed profile: location id: 1 has a line with nil function',
    /in location 1, at byte/,
  ],
  'a line without a function': [
    raw(TYPES, message(4, field(1, 1), message(4, field(2, 7))), ...STRINGS),
    'malformed profile: location id: 1 has a line with nil function',
    /in location 1/,
  ],
  'a location twice': [
    raw(TYPES, LOCATION, LOCATION, FUNCTION, ...STRINGS),
    'malformed profile: multiple locations with same id: 1',
    /in location 2/,
  ],
  'a function twice': [
    raw(TYPES, FUNCTION, FUNCTION, ...STRINGS),
    'malformed profile: multiple functions with same id: 1',
    /in function 2/,
  ],
  'a mapping twice': [
    raw(TYPES, MAPPING, MAPPING, ...STRINGS),
    'malformed profile: multiple mappings with same id: 1',
    /in mapping 2/,
  ],
  'too few values': [
    raw(TYPES, TYPES, SAMPLE, LOCATION, FUNCTION, ...STRINGS),
    'mismatch: sample has 1 values vs. 2 types',
    /in sample 1/,
  ],
  'too many values': [
    raw(TYPES, message(2, packed(2, 1, 2, 3)), ...STRINGS),
    'mismatch: sample has 3 values vs. 1 types',
    /in sample 1/,
  ],
  'no types': [raw(message(2, packed(2, 1)), ...STRINGS), 'missing sample type information', /in sample 1/],
};

/** Input that looks odd and is accepted, by pprof and by us. */
const ACCEPTED: Readonly<Record<string, Uint8Array>> = {
  'an unknown mapping': raw(TYPES, message(4, field(1, 1), field(2, 42)), ...STRINGS),
  'unknown fields, and field 0': raw(TYPES, field(99, 1), message(98, 1, 2), field(0, 3), ...STRINGS),
  'lists that are not packed': raw(
    TYPES,
    message(2, field(1, 1), field(2, 100)),
    LOCATION,
    FUNCTION,
    ...STRINGS,
  ),
  'ids beyond 2^53': raw(
    TYPES,
    message(2, packed(1, 2n ** 63n + 1n), packed(2, 1)),
    message(4, field(1, 2n ** 63n + 1n)),
    message(4, field(1, 2n ** 63n)),
    ...STRINGS,
  ),
  'text that is no UTF-8, NUL, and escapes': raw(
    TYPES,
    FUNCTION,
    ...STRINGS.slice(0, 3),
    message(6, 0xff, 0, 0x1b, 0x5b),
    message(6),
  ),
  'a stack of 100,000 frames': raw(
    TYPES,
    message(2, message(1, Array<number>(100_000).fill(1)), packed(2, 1)),
    LOCATION,
    FUNCTION,
    ...STRINGS,
  ),
  'a name of 1 MiB': raw(
    TYPES,
    FUNCTION,
    ...STRINGS.slice(0, 3),
    message(6, Array<number>(2 ** 20).fill(65)),
    message(6),
  ),
  'a regular expression for drop_frames that is none': raw(
    TYPES,
    field(7, 1),
    ...STRINGS.with(1, message(6, 0x5b)),
  ),
  'an empty stack, and a label without a value': raw(
    TYPES,
    message(2, packed(2, 5), message(3, field(1, 1))),
    ...STRINGS,
  ),
  'a location without lines': raw(TYPES, SAMPLE, message(4, field(1, 1)), ...STRINGS),
  'an unknown default type': raw(TYPES, field(14, 4), ...STRINGS),
  'the least value': raw(TYPES, message(2, packed(2, -(2n ** 63n))), ...STRINGS),
  'tags of more bytes than they need': raw(
    TYPES,
    [0x92, 0, 8, 0x8a, 0, 1, 1, 0x92, 0, 1, 9],
    LOCATION,
    FUNCTION,
    ...STRINGS,
  ),
};

async function refusalOf(bytes: Uint8Array): Promise<string | undefined> {
  return readProfile(bytes).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof HeaptideError) return error.message;
      throw error;
    },
  );
}

async function pprofOn(bytes: Uint8Array): Promise<Awaited<ReturnType<Pprof>> | undefined> {
  const file = join(directory, 'input');
  await writeFile(file, bytes);
  return pprof?.('-raw', file);
}

describe('what is refused, and how', () => {
  test.each(Object.entries(REFUSED))('%s', async (_, [bytes, both, ours]) => {
    const message = await refusalOf(bytes);
    expect(message).toMatch(ours);
    const theirs = await pprofOn(bytes);
    if (theirs !== undefined) expect(theirs.exit).toBe(2);
    if (both === undefined) return;
    expect(message).toContain(both);
    if (theirs !== undefined) expect(theirs.stderr).toContain(both);
  });
});

describe('what is accepted', () => {
  test.each(Object.entries(ACCEPTED))('%s', async (_, bytes) => {
    expect(await refusalOf(bytes)).toBeUndefined();
    const theirs = await pprofOn(bytes);
    if (theirs !== undefined) expect(theirs.stderr).not.toMatch(/parsing profile|malformed/);
  });
});
