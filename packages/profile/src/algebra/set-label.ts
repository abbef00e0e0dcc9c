import type { Profile, Samples } from '../profile.js';

/** Gives every sample one text under `key`, in place of the texts that it has there. Numbers under the key stay. */
export function setTextLabel(profile: Profile, key: string, text: string): Profile {
  const { samples } = profile;
  const { length, labelOffsets, exactLabelNumbers } = samples;
  const keyId = profile.strings.length;
  const textId = keyId + 1;
  const isReplaced = (row: number) =>
    samples.labelText[row] !== 0 && profile.strings.get(samples.labelKey[row]!) === key;
  const most = samples.labelKey.length + length;
  const columns = { key: new Int32Array(most), text: new Int32Array(most), unit: new Int32Array(most) };
  const numbers = new Float64Array(most);
  const exact = exactLabelNumbers && new BigInt64Array(most);
  const offsets = new Int32Array(length + 1);
  let end = 0;
  for (let sample = 0; sample < length; sample++) {
    for (let row = labelOffsets[sample]!; row < labelOffsets[sample + 1]!; row++) {
      if (isReplaced(row)) continue;
      columns.key[end] = samples.labelKey[row]!;
      columns.text[end] = samples.labelText[row]!;
      columns.unit[end] = samples.labelUnit[row]!;
      numbers[end] = samples.labelNumber[row]!;
      if (exact) exact[end] = exactLabelNumbers[row]!;
      end++;
    }
    columns.key[end] = keyId;
    columns.text[end++] = textId;
    offsets[sample + 1] = end;
  }
  const labelled: Samples = {
    ...samples,
    labelOffsets: offsets,
    labelKey: columns.key.slice(0, end),
    labelText: columns.text.slice(0, end),
    labelNumber: numbers.slice(0, end),
    labelUnit: columns.unit.slice(0, end),
    ...(exact && { exactLabelNumbers: exact.slice(0, end) }),
  };
  return { ...profile, strings: profile.strings.append([key, text]), samples: labelled };
}
