import { Column } from '../build/column.js';
import { formatValue } from '../units/format-value.js';
import { labelSets } from './label-sets.js';
import type { Profile } from '../profile.js';
import { rewriteSamples } from './rewrite-samples.js';

export interface LabelFrameOptions {
  /** Keys of labels that become frames at the root; the first is outermost. */
  readonly root: readonly string[];
  /** Likewise at the leaf; the last is innermost. */
  readonly leaf: readonly string[];
  /** For numeric labels. */
  readonly unit: string;
}

/**
 * Gives each sample frames that are named after the values of its labels, with the key in place of the file.
 *
 * Method: google/pprof `internal/driver/tagroot.go`.
 */
export function addLabelFrames(
  profile: Profile,
  { root, leaf, unit }: LabelFrameOptions,
): { profile: Profile; matched: { root: boolean; leaf: boolean } } {
  const frames = new LabelFrames(profile);
  const matched = { root: false, leaf: false };
  const samples = rewriteSamples(
    profile,
    (sample, stack, from, to, out, at) => {
      const labels = labelSets(profile, sample);
      const add = (end: 'root' | 'leaf', keys: readonly string[], start: number): void => {
        for (let i = 0; i < keys.length; i++) {
          const key = keys[keys.length - 1 - i]!;
          const values = labelTexts(labels, key, unit);
          if (values.length > 0) matched[end] = true;
          out[start + i] = frames.location(values.join(), key);
        }
      };
      const inner = at + leaf.length;
      const outer = inner + to - from;
      // The root first, since that is the order in which the reference numbers the new locations.
      add('root', root, outer);
      out.set(stack.subarray(from, to), inner);
      add('leaf', leaf, at);
      return outer + root.length - at;
    },
    root.length + leaf.length,
  );
  return { profile: { ...frames.extended(), samples }, matched };
}

function labelTexts({ texts, numbers }: ReturnType<typeof labelSets>, key: string, unit: string): string[] {
  const numeric = numbers.get(key);
  const amounts = (numeric?.values ?? []).map((value, i) =>
    numeric!.units.length === 0 ? formatValue(value, '', '') : formatValue(value, numeric!.units[i]!, unit),
  );
  return [...(texts.get(key) ?? []), ...amounts];
}

/** A profile that gains locations of one function each. */
class LabelFrames {
  readonly #profile: Profile;
  readonly #rows = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #name = Column.int32();
  readonly #file = Column.int32();

  constructor(profile: Profile) {
    this.#profile = profile;
  }

  location(name: string, file: string): number {
    const key = `${file.length}:${file}${name}`;
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row = this.#profile.locations.length + this.#rows.size;
    this.#rows.set(key, row);
    this.#name.push(this.#string(name));
    this.#file.push(this.#string(file));
    return row;
  }

  #string(text: string): number {
    return this.#profile.strings.length + this.#texts.push(text) - 1;
  }

  extended(): Profile {
    const { functions, locations } = this.#profile;
    const added = this.#rows.size;
    const zeros = new Int32Array(added);
    const ones = zeros.map((_, i) => i + 1);
    const ints = (column: Int32Array, more: Int32Array) => Int32Array.from([...column, ...more]);
    const floats = (column: Float64Array) => Float64Array.from([...column, ...zeros]);
    const address = new BigUint64Array(locations.length + added);
    address.set(locations.address);
    const folded = new Uint8Array(locations.length + added);
    folded.set(locations.folded);
    const lines = locations.lineFunction.length;
    return {
      ...this.#profile,
      strings: this.#profile.strings.append(this.#texts),
      functions: {
        length: functions.length + added,
        name: ints(functions.name, this.#name.rows()),
        systemName: ints(functions.systemName, zeros),
        filename: ints(functions.filename, this.#file.rows()),
        startLine: floats(functions.startLine),
      },
      locations: {
        length: locations.length + added,
        ...(locations.ids && { ids: withNext(locations.ids, added) }),
        address,
        folded,
        mapping: ints(
          locations.mapping,
          zeros.map(() => -1),
        ),
        lineOffsets: ints(
          locations.lineOffsets,
          ones.map((i) => lines + i),
        ),
        lineFunction: ints(
          locations.lineFunction,
          ones.map((i) => functions.length + i - 1),
        ),
        lineNumber: floats(locations.lineNumber),
        lineColumn: floats(locations.lineColumn),
      },
    };
  }
}

/** `ids` and as many new ones, from the largest on. */
function withNext(ids: BigUint64Array, added: number): BigUint64Array {
  const extended = new BigUint64Array(ids.length + added);
  extended.set(ids);
  let last = ids.reduce((most, id) => (id > most ? id : most), 0n);
  for (let i = ids.length; i < extended.length; i++) extended[i] = ++last;
  return extended;
}
