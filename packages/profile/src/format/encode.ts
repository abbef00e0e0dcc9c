import type { Functions, Locations, Mappings, Profile, Samples, ValueType } from '../profile.js';
import { FUNCTION, LABEL, LINE, LOCATION, MAPPING, PROFILE, SAMPLE, VALUE_TYPE } from './profile-fields.js';
import { headerStrings } from '../build/profile-header.js';
import { WireWriter } from './wire-writer.js';

/**
 * Encodes a profile as an uncompressed profile.proto message: equal profiles give equal bytes.
 *
 * Ids are those of the file that a profile was read from, else row + 1. `decodeProfile` of the result equals `profile` as long as its string table holds the strings of its
 * header (types, comments and so on), as that of every profile we build or decode does; others are appended to it.
 */
export function encodeProfile(profile: Profile): Uint8Array {
  const { strings } = profile;
  const added: string[] = [];
  const headerIds = new Map<string, number>();
  const wanted = new Set(headerStrings(profile));
  for (let id = 0; id < strings.length && wanted.size > 0; id++) {
    const text = strings.get(id);
    if (wanted.delete(text)) headerIds.set(text, id);
  }
  for (const text of wanted) headerIds.set(text, strings.length + added.push(text) - 1);
  const stringId = (text: string) => headerIds.get(text)!;
  const writer = new WireWriter(1024 + 3 * profile.samples.stack.length);
  for (const type of profile.sampleTypes) encodeValueType(writer, PROFILE.sampleType, type, stringId);
  encodeSamples(writer, profile);
  encodeMappings(writer, profile.mappings);
  encodeLocations(writer, profile.locations, profile.mappings.ids);
  encodeFunctions(writer, profile.functions);
  for (let id = 0; id < strings.length; id++) writer.bytes(PROFILE.string, strings.utf8(id));
  for (const text of added) writer.text(PROFILE.string, text);
  writer.int(PROFILE.dropFrames, stringId(profile.dropFrames));
  writer.int(PROFILE.keepFrames, stringId(profile.keepFrames));
  writer.int64(PROFILE.timeNanos, profile.timeNanos);
  writer.int64(PROFILE.durationNanos, profile.durationNanos);
  encodeValueType(writer, PROFILE.periodType, profile.periodType, stringId);
  writer.int64(PROFILE.period, profile.exactPeriod ?? BigInt(profile.period));
  writer.packed(PROFILE.comment, profile.comments.map(stringId), 0, profile.comments.length);
  writer.int(PROFILE.defaultSampleType, stringId(profile.defaultSampleType));
  writer.int(PROFILE.docUrl, stringId(profile.docUrl));
  return writer.finish();
}

function encodeValueType(
  writer: WireWriter,
  field: number,
  { type, unit }: ValueType,
  stringId: (text: string) => number,
): void {
  const mark = writer.begin(field);
  writer.int(VALUE_TYPE.type, stringId(type));
  writer.int(VALUE_TYPE.unit, stringId(unit));
  writer.end(mark);
}

function encodeSamples(writer: WireWriter, { samples, sampleTypes, locations }: Profile): void {
  const width = sampleTypes.length;
  for (let row = 0; row < samples.length; row++) {
    const mark = writer.begin(PROFILE.sample);
    encodeStack(writer, samples, row, locations.ids);
    writer.packed(SAMPLE.value, samples.exactValues ?? samples.values, row * width, (row + 1) * width);
    for (let label = samples.labelOffsets[row]!; label < samples.labelOffsets[row + 1]!; label++) {
      const labelMark = writer.begin(SAMPLE.label);
      writer.int(LABEL.key, samples.labelKey[label]!);
      writer.int(LABEL.text, samples.labelText[label]!);
      const exactNumber = samples.exactLabelNumbers?.[label];
      if (exactNumber === undefined) writer.int(LABEL.number, samples.labelNumber[label]!);
      else writer.int64(LABEL.number, exactNumber);
      writer.int(LABEL.unit, samples.labelUnit[label]!);
      writer.end(labelMark);
    }
    writer.end(mark);
  }
}

function encodeStack(
  writer: WireWriter,
  { stack, stackOffsets }: Samples,
  row: number,
  ids: BigUint64Array | undefined,
): void {
  const from = stackOffsets[row]!;
  const to = stackOffsets[row + 1]!;
  if (from === to) return;
  const mark = writer.begin(SAMPLE.location);
  for (let i = from; i < to; i++) {
    if (ids) writer.element64(ids[stack[i]!]!);
    else writer.element(stack[i]! + 1);
  }
  writer.end(mark);
}

function encodeMappings(writer: WireWriter, mappings: Mappings): void {
  for (let row = 0; row < mappings.length; row++) {
    const flags = mappings.flags[row]!;
    const mark = writer.begin(PROFILE.mapping);
    if (mappings.ids) writer.int64(MAPPING.id, mappings.ids[row]!);
    else writer.int(MAPPING.id, row + 1);
    writer.int64(MAPPING.memoryStart, mappings.memoryStart[row]!);
    writer.int64(MAPPING.memoryLimit, mappings.memoryLimit[row]!);
    writer.int64(MAPPING.fileOffset, mappings.fileOffset[row]!);
    writer.int(MAPPING.filename, mappings.filename[row]!);
    writer.int(MAPPING.buildId, mappings.buildId[row]!);
    writer.bool(MAPPING.hasFunctions, (flags & 1) !== 0);
    writer.bool(MAPPING.hasFilenames, (flags & 2) !== 0);
    writer.bool(MAPPING.hasLineNumbers, (flags & 4) !== 0);
    writer.bool(MAPPING.hasInlineFrames, (flags & 8) !== 0);
    writer.end(mark);
  }
}

function encodeLocations(writer: WireWriter, locations: Locations, mappingIds?: BigUint64Array): void {
  for (let row = 0; row < locations.length; row++) {
    const mark = writer.begin(PROFILE.location);
    if (locations.ids) writer.int64(LOCATION.id, locations.ids[row]!);
    else writer.int(LOCATION.id, row + 1);
    const mapping = locations.mapping[row]!;
    if (mappingIds && mapping !== -1) writer.int64(LOCATION.mapping, mappingIds[mapping]!);
    else writer.int(LOCATION.mapping, mapping + 1);
    writer.int64(LOCATION.address, locations.address[row]!);
    for (let line = locations.lineOffsets[row]!; line < locations.lineOffsets[row + 1]!; line++) {
      const lineMark = writer.begin(LOCATION.line);
      writer.int(LINE.function, locations.lineFunction[line]! + 1);
      writer.int(LINE.line, locations.lineNumber[line]!);
      writer.int(LINE.column, locations.lineColumn[line]!);
      writer.end(lineMark);
    }
    writer.bool(LOCATION.folded, locations.folded[row] !== 0);
    writer.end(mark);
  }
}

function encodeFunctions(writer: WireWriter, functions: Functions): void {
  for (let row = 0; row < functions.length; row++) {
    const mark = writer.begin(PROFILE.function);
    writer.int(FUNCTION.id, row + 1);
    writer.int(FUNCTION.name, functions.name[row]!);
    writer.int(FUNCTION.systemName, functions.systemName[row]!);
    writer.int(FUNCTION.filename, functions.filename[row]!);
    writer.int(FUNCTION.startLine, functions.startLine[row]!);
    writer.end(mark);
  }
}
