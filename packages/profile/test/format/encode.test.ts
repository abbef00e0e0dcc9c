import fc from 'fast-check';
import * as pprof from 'pprof-format';
import { expect, test } from 'vitest';
import { decodeProfile, encodeProfile, type Profile, ProfileBuilder, StringTable } from '../../src/index.js';
import { arbitraryProfile } from '../arbitrary-profile.js';

// pprof-format drops a byte order mark from strings.
const text = fc.string({ unit: 'binary' }).map((any) => any.replaceAll('\ufeff', ''));

test('pprof-format reads what we write', () => {
  fc.assert(
    fc.property(arbitraryProfile({ text }), (profile) => {
      const theirs = pprof.Profile.decode(encodeProfile(profile));
      expect(numbersAsBigInt(theirs)).toEqual(numbersAsBigInt(inPprofFormat(profile)));
      expect(theirs.stringTable.strings).toEqual([...profile.strings]);
    }),
  );
});

test('we read what pprof-format writes', () => {
  fc.assert(
    fc.property(arbitraryProfile({ text }), (profile) => {
      expect(decodeProfile(inPprofFormat(profile).encode())).toEqual(profile);
    }),
  );
});

test('equal profiles give equal bytes', () => {
  fc.assert(
    fc.property(arbitraryProfile(), (profile) => {
      expect(encodeProfile({ ...profile, strings: StringTable.of([...profile.strings]) })).toEqual(
        encodeProfile(profile),
      );
    }),
  );
});

test('strings of the header that the table lacks are added', () => {
  const built = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] }).build();
  const decoded = decodeProfile(
    encodeProfile({ ...built, docUrl: 'https://example.com', comments: ['new'] }),
  );
  expect(decoded).toMatchObject({
    docUrl: 'https://example.com',
    comments: ['new'],
    sampleTypes: built.sampleTypes,
  });
});

test('messages of every length of length', () => {
  for (const depth of [0, 60, 63, 64, 127, 128, 8191, 8192, 16383, 16384, 300_000]) {
    const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
    const leaf = builder.location({
      lines: [{ function: builder.func({ name: 'f', filename: 'f.js' }), line: 1, column: 2 }],
    });
    builder.sample({ stack: Array.from({ length: depth }, () => leaf), values: [depth] });
    expect(decodeProfile(encodeProfile(builder.build())).samples.stack.length).toBe(depth);
  }
});

function inPprofFormat(profile: Profile): pprof.Profile {
  const { mappings, functions, locations, samples, sampleTypes } = profile;
  const stringTable = new pprof.StringTable();
  for (const string of profile.strings) stringTable.dedup(string);
  const rows = <Row>(length: number, row: (i: number) => Row) => Array.from({ length }, (_, i) => row(i));
  const range = (offsets: Int32Array, row: number) =>
    rows(offsets[row + 1]! - offsets[row]!, (i) => offsets[row]! + i);
  const valueType = ({ type, unit }: { type: string; unit: string }) => ({
    type: stringTable.dedup(type),
    unit: stringTable.dedup(unit),
  });
  return new pprof.Profile({
    sampleType: sampleTypes.map(valueType),
    sample: rows(samples.length, (row) => ({
      locationId: range(samples.stackOffsets, row).map((i) => samples.stack[i]! + 1),
      value: rows(
        sampleTypes.length,
        (i) => (samples.exactValues ?? samples.values)[row * sampleTypes.length + i]!,
      ),
      label: range(samples.labelOffsets, row).map((i) => ({
        key: samples.labelKey[i]!,
        str: samples.labelText[i]!,
        num: (samples.exactLabelNumbers ?? samples.labelNumber)[i]!,
        numUnit: samples.labelUnit[i]!,
      })),
    })),
    mapping: rows(mappings.length, (row) => ({
      id: row + 1,
      memoryStart: mappings.memoryStart[row]!,
      memoryLimit: mappings.memoryLimit[row]!,
      fileOffset: mappings.fileOffset[row]!,
      filename: mappings.filename[row]!,
      buildId: mappings.buildId[row]!,
      hasFunctions: (mappings.flags[row]! & 1) !== 0,
      hasFilenames: (mappings.flags[row]! & 2) !== 0,
      hasLineNumbers: (mappings.flags[row]! & 4) !== 0,
      hasInlineFrames: (mappings.flags[row]! & 8) !== 0,
    })),
    location: rows(locations.length, (row) => ({
      id: row + 1,
      mappingId: locations.mapping[row]! + 1,
      address: locations.address[row]!,
      line: range(locations.lineOffsets, row).map((i) => ({
        functionId: locations.lineFunction[i]! + 1,
        line: locations.lineNumber[i]!,
        column: locations.lineColumn[i]!,
      })),
      isFolded: locations.folded[row] !== 0,
    })),
    function: rows(functions.length, (row) => ({
      id: row + 1,
      name: functions.name[row]!,
      systemName: functions.systemName[row]!,
      filename: functions.filename[row]!,
      startLine: functions.startLine[row]!,
    })),
    stringTable,
    dropFrames: stringTable.dedup(profile.dropFrames),
    keepFrames: stringTable.dedup(profile.keepFrames),
    timeNanos: profile.timeNanos,
    durationNanos: profile.durationNanos,
    periodType: valueType(profile.periodType),
    period: profile.exactPeriod ?? profile.period,
    comment: profile.comments.map((comment) => stringTable.dedup(comment)),
    defaultSampleType: stringTable.dedup(profile.defaultSampleType),
    docUrl: stringTable.dedup(profile.docUrl),
  });
}

/** pprof-format gives small numbers as number, others as unsigned bigint. */
function numbersAsBigInt(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') return BigInt.asUintN(64, BigInt(value));
  if (Array.isArray(value)) return value.map(numbersAsBigInt);
  if (typeof value !== 'object' || value === null || value instanceof pprof.StringTable) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, numbersAsBigInt(part)]));
}
