import { HeaptideError } from '../heaptide-error.js';
import type { LabelSets } from './label-sets.js';
import type { TextTest } from './text-test.js';
import { scaleValue } from '../units/units.js';

/** Whether the labels of a sample match. */
export type TagFilter = (labels: LabelSets) => boolean;

export interface TagFilterOptions {
  /** `focus` or `ignore` as the user calls the option, for messages. */
  readonly name: string;
  /** Compiles a pattern; may throw. */
  readonly compile: (pattern: string) => TextTest;
  /** Unit of each numeric label key. */
  readonly units: ReadonlyMap<string, string>;
  /** Takes a line for the user. */
  readonly talk: (line: string) => void;
}

/**
 * A filter of samples by label: `[key=]range` over numbers (`1kb`, `1kb:`, `:64kb`, `1kb:2mb`), or patterns joined by
 * commas over texts. Without a key all patterns must match some `key:value`; with one, any of them some value.
 *
 * Method: google/pprof `internal/driver/driver_focus.go`.
 */
export function compileTagFilter(text: string, options: TagFilterOptions): TagFilter {
  const equals = text.indexOf('=');
  const key = equals > 0 ? text.slice(0, equals) : '';
  const wanted = equals === -1 ? text : text.slice(equals + 1);
  const range = compileRange(wanted, options.name);
  if (range) {
    options.talk(`${options.name}:Interpreted '${wanted}' as range, not regexp`);
    return ({ numbers }) =>
      key === ''
        ? [...numbers].some(([each, { values }]) => hasInRange(values, options.units.get(each), range))
        : hasInRange(numbers.get(key)?.values ?? [], options.units.get(key), range);
  }
  const patterns = wanted.split(',').map(options.compile);
  if (key !== '') {
    return ({ texts }) =>
      patterns.some((pattern) => (texts.get(key) ?? []).some((value) => pattern.test(value)));
  }
  return ({ texts }) =>
    patterns.every((pattern) =>
      [...texts].some(([each, values]) => values.some((value) => pattern.test(`${each}:${value}`))),
    );
}

type Range = (value: number, unit: string) => boolean;

function hasInRange(values: readonly number[], unit: string | undefined, range: Range): boolean {
  return values.some((value) => range(value, unit ?? ''));
}

const BOUND = /([+-]?[0-9]+)([A-Za-z]+)?/g;
const MOST = 2n ** 63n;

/** `undefined` where the text is no range. */
function compileRange(text: string, name: string): Range | undefined {
  const [first, second] = [...text.matchAll(BOUND)].slice(0, 2).map(([all, digits, unit = '']) => {
    const exact = BigInt(digits!.replace('+', ''));
    if (exact >= MOST || exact < -MOST) {
      throw new HeaptideError(
        'HT_E_PPROF',
        `parsing ${name}: failed to parse int ${digits!}: value out of range`,
      );
    }
    return { all, value: Number(exact), unit };
  });
  if (first === undefined) return undefined;
  const low = scaleValue(first.value, first.unit, first.unit);
  const within =
    (test: (value: number) => boolean): Range =>
    (value, unit) => {
      const scaled = scaleValue(value, unit, low.unit);
      return scaled.unit === low.unit && test(scaled.value);
    };
  if (second === undefined) {
    if (text === first.all) return within((value) => value === low.value);
    if (text === `${first.all}:`) return within((value) => value >= low.value);
    if (text === `:${first.all}`) return within((value) => value <= low.value);
    return undefined;
  }
  if (text !== `${first.all}:${second.all}`) return undefined;
  const high = scaleValue(second.value, second.unit, low.unit);
  if (high.unit !== low.unit) return undefined;
  return within((value) => value >= low.value && value <= high.value);
}
