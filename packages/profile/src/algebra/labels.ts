import type { Profile } from '../profile.js';

/** A tag on a sample: a text, or a whole number with an optional unit. */
export type Label =
  | { readonly key: string; readonly text: string }
  | { readonly key: string; readonly number: number; readonly unit?: string };

/** The labels of a sample, given by row number, in the order of the profile. */
export function sampleLabels(profile: Profile, sample: number): Label[] {
  const { strings, samples } = profile;
  const labels: Label[] = [];
  for (let row = samples.labelOffsets[sample]!; row < samples.labelOffsets[sample + 1]!; row++) {
    const key = strings.get(samples.labelKey[row]!);
    const text = samples.labelText[row]!;
    const unit = samples.labelUnit[row]!;
    const number = samples.labelNumber[row]!;
    if (text !== 0) labels.push({ key, text: strings.get(text) });
    else if (unit !== 0) labels.push({ key, number, unit: strings.get(unit) });
    else labels.push({ key, number });
  }
  return labels;
}

/** The number under `key` among the labels of a sample, given by row number; the first one if there are several. */
export function sampleLabelNumber(profile: Profile, sample: number, key: string): number | undefined {
  const { strings, samples } = profile;
  for (let row = samples.labelOffsets[sample]!; row < samples.labelOffsets[sample + 1]!; row++) {
    if (samples.labelText[row] === 0 && strings.get(samples.labelKey[row]!) === key) {
      return samples.labelNumber[row];
    }
  }
  return undefined;
}
