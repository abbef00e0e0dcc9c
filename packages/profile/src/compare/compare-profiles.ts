import { aggregate } from '../filter/aggregate.js';
import { HeaptideError } from '../heaptide-error.js';
import { splitWeights, sumSigned } from '../graph/int64.js';
import type { NodeInfo } from '../graph/node-info.js';
import { sumByNode } from '../graph/node-sums.js';
import { findNodes } from '../graph/node-table.js';
import type { Profile, ValueType } from '../profile.js';
import { bytesColumn, samplingError } from './sampling-error.js';
import { selectSampleType } from '../algebra/select-sample-type.js';
import { unitRatio } from '../units/units.js';

/** What became of a function. `same`: the difference is within the sampling error. */
export type Change = 'new' | 'gone' | 'grown' | 'shrunk' | 'same';

/** A function in two profiles, in the unit of the sample type. */
export interface ComparedFunction {
  readonly info: NodeInfo;
  readonly before: number;
  readonly after: number;
  readonly delta: number;
  /** One standard deviation of `delta`; absent where the profiles do not say how they were sampled. */
  readonly error?: number;
  readonly change: Change;
}

export interface Comparison {
  readonly sampleType: ValueType;
  readonly before: number;
  readonly after: number;
  /** Of the totals; absent as in {@link ComparedFunction}. */
  readonly error?: number;
  /** |delta| descending. */
  readonly functions: readonly ComparedFunction[];
}

export interface CompareOptions {
  /** As {@link selectSampleType} takes it. */
  readonly sampleType?: string | undefined;
  /** Compare what functions hold together with what they call. */
  readonly cum?: boolean;
}

/** Differences up to so many standard deviations are noise: one in 370 of those that are. */
const DEVIATIONS = 3;

/**
 * Lines the functions of two profiles up, told apart by name, file and start line.
 *
 * @throws {HeaptideError} `HT_E_NO_SUCH_TYPE`, `HT_E_NO_COMMON_TYPE`.
 */
export function compareProfiles(
  before: Profile,
  after: Profile,
  { sampleType: wanted, cum = false }: CompareOptions = {},
): Comparison {
  const column = selectSampleType(after, wanted);
  const sampleType = after.sampleTypes[column]!;
  const beforeColumn = before.sampleTypes.findIndex(({ type }) => type === sampleType.type);
  const ratio = unitRatio(before.sampleTypes[beforeColumn]?.unit ?? '', sampleType.unit);
  if (beforeColumn === -1 || ratio === undefined) {
    throw new HeaptideError(
      'HT_E_NO_COMMON_TYPE',
      `the profile to compare with has no sample type ${sampleType.type}/${sampleType.unit}`,
    );
  }
  const sides = [measure(before, beforeColumn, ratio, cum), measure(after, column, 1, cum)] as const;
  const keys = new Set([...sides[0].amounts.keys(), ...sides[1].amounts.keys()]);
  const functions = [...keys].map((key) =>
    compare(sides[0].amounts.get(key) ?? NOTHING, sides[1].amounts.get(key) ?? NOTHING),
  );
  const error = combine(sides[0].error, sides[1].error);
  return {
    sampleType,
    before: sides[0].total,
    after: sides[1].total,
    ...(error !== undefined && { error }),
    functions: functions.sort(
      (a, b) =>
        Math.abs(b.delta) - Math.abs(a.delta) ||
        b.after - a.after ||
        (keyOf(a.info) < keyOf(b.info) ? -1 : 1),
    ),
  };
}

interface Amount {
  readonly info: NodeInfo | undefined;
  readonly value: number;
  readonly error: number | undefined;
}

const NOTHING: Amount = { info: undefined, value: 0, error: 0 };

function measure(profile: Profile, column: number, ratio: number, cum: boolean) {
  const whole = aggregate(profile, {
    inlines: true,
    functions: true,
    files: true,
    lines: false,
    columns: false,
    addresses: false,
  });
  const { samples, sampleTypes } = whole;
  const table = findNodes(whole, { objectNames: true });
  const weigh = (each: number) => splitWeights(samples.values, samples.exactValues, sampleTypes.length, each);
  const sumsOf = (each: number): Float64Array => sumByNode(samples, table, weigh(each))[cum ? 'cum' : 'flat'];
  const values = sumsOf(column);
  const bytesAt = bytesColumn(whole, column);
  const bytes = bytesAt === -1 ? values : sumsOf(bytesAt);
  const deviation = bytesAt === -1 ? undefined : samplingError(whole, column);
  const amounts = new Map<string, Amount>();
  for (let i = 0; i < table.length; i++) {
    if (values[i] === 0) continue;
    const info = table.info(i);
    const key = keyOf(info);
    const known = amounts.get(key) ?? NOTHING;
    const error = deviation && deviation(values[i]!, bytes[i]!) * ratio;
    amounts.set(key, { info, value: known.value + values[i]! * ratio, error: combine(known.error, error) });
  }
  const total = sumSigned(weigh(column));
  const totalBytes = bytesAt === -1 ? 0 : sumSigned(weigh(bytesAt));
  return { amounts, total: total * ratio, error: deviation && deviation(total, totalBytes) * ratio };
}

function keyOf({ name, file, startLine }: NodeInfo): string {
  return `${file.length}:${file}${startLine}:${name}`;
}

function compare(before: Amount, after: Amount): ComparedFunction {
  const delta = after.value - before.value;
  const error = combine(before.error, after.error);
  return {
    info: (after.info ?? before.info)!,
    before: before.value,
    after: after.value,
    delta,
    ...(error !== undefined && { error }),
    change: changeOf(before.value, after.value, error ?? 0),
  };
}

function changeOf(before: number, after: number, error: number): Change {
  if (Math.abs(after - before) <= DEVIATIONS * error || after === before) return 'same';
  if (before === 0) return 'new';
  if (after === 0) return 'gone';
  return after > before ? 'grown' : 'shrunk';
}

/** Deviation of the sum of two independent amounts. */
function combine(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.hypot(a, b);
}
