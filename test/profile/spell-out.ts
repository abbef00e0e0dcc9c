import { compareUtf8, type Profile } from '../../packages/profile/src/index.js';

/**
 * All that a profile says, row numbers included, without its string table. Labels are those that pprof sees: without the
 * number beside a text and the key alone, texts first and by key.
 */
export function spellOut(profile: Profile): unknown {
  const { strings, mappings, functions, locations, samples, ...header } = profile;
  const width = profile.sampleTypes.length;
  const text = (id: number) => strings.get(id);
  const rows = <Row>(from: number, to: number, row: (i: number) => Row) =>
    Array.from({ length: to - from }, (_, i) => row(from + i));
  return {
    header,
    mappings: rows(0, mappings.length, (i) => [
      mappings.memoryStart[i],
      mappings.memoryLimit[i],
      mappings.fileOffset[i],
      text(mappings.filename[i]!),
      text(mappings.buildId[i]!),
      mappings.flags[i],
    ]),
    functions: rows(0, functions.length, (i) => [
      text(functions.name[i]!),
      text(functions.systemName[i]!),
      text(functions.filename[i]!),
      functions.startLine[i],
    ]),
    locations: rows(0, locations.length, (i) => [
      locations.mapping[i],
      locations.address[i],
      locations.folded[i],
      rows(locations.lineOffsets[i]!, locations.lineOffsets[i + 1]!, (line) => [
        locations.lineFunction[line],
        locations.lineNumber[line],
        locations.lineColumn[line],
      ]),
    ]),
    samples: rows(0, samples.length, (i) => [
      [...samples.stack.subarray(samples.stackOffsets[i], samples.stackOffsets[i + 1])],
      rows(
        i * width,
        (i + 1) * width,
        (value) => samples.exactValues?.[value] ?? BigInt(samples.values[value]!),
      ),
      rows(samples.labelOffsets[i]!, samples.labelOffsets[i + 1]!, (label) => {
        const word = text(samples.labelText[label]!);
        const number = samples.exactLabelNumbers?.[label] ?? BigInt(samples.labelNumber[label]!);
        const unit = text(samples.labelUnit[label]!);
        const content = word === '' ? { number, unit } : { word };
        return { key: text(samples.labelKey[label]!), ...content };
      })
        .filter(({ number, unit }) => number !== 0n || unit !== '')
        .sort((a, b) => Number('number' in a) - Number('number' in b) || compareUtf8(a.key, b.key)),
    ]),
  };
}
