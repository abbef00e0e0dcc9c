import type { Profile } from '../profile.js';

/** The labels of one sample as pprof sees them: lists of values by key. */
export interface LabelSets {
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly numbers: ReadonlyMap<string, NumericLabel>;
}

export interface NumericLabel {
  readonly values: readonly number[];
  /** Exact where a number is not; of the same length as `values`. */
  readonly exact: readonly bigint[];
  /** One per value and `''` where it has none; empty when no value has one. */
  readonly units: readonly string[];
}

const NONE: LabelSets = { texts: new Map(), numbers: new Map() };

/** A label that is neither a text nor a number other than 0 nor has a unit says nothing, and counts as absent. */
export function labelSets(profile: Profile, sample: number): LabelSets {
  const { strings, samples } = profile;
  const from = samples.labelOffsets[sample]!;
  const to = samples.labelOffsets[sample + 1]!;
  if (from === to) return NONE;
  const texts = new Map<string, string[]>();
  const numbers = new Map<string, { values: number[]; exact: bigint[]; units: string[] }>();
  for (let row = from; row < to; row++) {
    const key = strings.get(samples.labelKey[row]!);
    const text = samples.labelText[row]!;
    const unit = samples.labelUnit[row]!;
    const number = samples.labelNumber[row]!;
    if (text !== 0) {
      const list = texts.get(key);
      if (list) list.push(strings.get(text));
      else texts.set(key, [strings.get(text)]);
    } else if (number !== 0 || unit !== 0) {
      const list = numbers.get(key) ?? { values: [], exact: [], units: [] };
      numbers.set(key, list);
      list.values.push(number);
      list.exact.push(samples.exactLabelNumbers?.[row] ?? BigInt(number));
      list.units.push(strings.get(unit));
    }
  }
  for (const list of numbers.values()) if (list.units.every((unit) => unit === '')) list.units = [];
  return { texts, numbers };
}

/**
 * The unit of each numeric label key: the first that occurs, else one that the key suggests; and the further units that
 * occur, sorted.
 *
 * Method: google/pprof `profile/profile.go`.
 */
export function numericLabelUnits(profile: Profile): {
  units: Map<string, string>;
  ignored: Map<string, string[]>;
} {
  const { strings, samples } = profile;
  const units = new Map<string, string>();
  const ignored = new Map<string, Set<string>>();
  const keys = new Set<string>();
  for (let row = 0; row < samples.labelKey.length; row++) {
    if (samples.labelText[row] !== 0) continue;
    const unit = strings.get(samples.labelUnit[row]!);
    if (unit === '' && samples.labelNumber[row] === 0) continue;
    const key = strings.get(samples.labelKey[row]!);
    keys.add(key);
    if (unit === '') continue;
    const known = units.get(key);
    if (known === undefined) units.set(key, unit);
    else if (known !== unit) ignored.set(key, (ignored.get(key) ?? new Set()).add(unit));
  }
  for (const key of keys) {
    if (!units.has(key)) units.set(key, key === 'alignment' || key === 'request' ? 'bytes' : key);
  }
  return {
    units,
    ignored: new Map([...ignored].map(([key, found]) => [key, [...found].sort()])),
  };
}
