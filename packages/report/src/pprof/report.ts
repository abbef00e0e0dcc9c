import {
  BASE_LABEL,
  formatValue,
  isBaseSample,
  type Profile,
  scaleValue,
  splitWeights,
  sumAbsolute,
  sumSigned,
  truncate,
} from '@heaptide/profile';
import { divide, selectSampleType, type TextTest, type Weights } from '@heaptide/profile';
import type { PprofFormat } from './pprof-report.js';
import type { PprofOptions } from './pprof-options.js';

/** A profile on its way to a report, and what all reports say with it. */
export interface Report {
  /** Filtered and aggregated; the total is that of the profile before. */
  readonly profile: Profile;
  readonly format: PprofFormat;
  readonly options: PprofOptions;
  /** Column of sample values. */
  readonly column: number;
  /** With `mean_` before it under `mean`. */
  readonly sampleType: string;
  readonly sampleUnit: string;
  /** What 100 % is, in the unit of the sample type. */
  readonly total: number;
  /** Unit to print in: that of the options until one is chosen for the whole report. */
  readonly unit: string;
  /** Unit of each numeric label key. */
  readonly labelUnits: ReadonlyMap<string, string>;
  /** Of the functions to show, for `peek` and `list`. */
  readonly symbol: TextTest | undefined;
  readonly symbolText: string;
  /** Functions of one name and file that begin on different lines are two, which pprof takes for one. */
  readonly tellsFunctionsApart?: boolean;
}

/** Fixes what 100 % is. `profile` is the one that percentages are of. */
export function totalOf(profile: Profile, column: number, mean: boolean): number {
  const weights = weightsOf(profile, column);
  const divisors = mean ? weightsOf(profile, 0) : undefined;
  const { strings, samples } = profile;
  const mayHaveBase = samples.labelKey.some((key) => strings.get(key) === BASE_LABEL.key);
  let total = sumAbsolute(weights);
  let divisor = divisors ? sumSigned(divisors) : 0;
  if (mayHaveBase) {
    const isBase = (sample: number) => isBaseSample(profile, sample);
    const ofBase = sumAbsolute(weights, isBase);
    if (ofBase > 0) {
      total = ofBase;
      divisor = divisors ? sumSigned(divisors, isBase) : 0;
    }
  }
  return divisor === 0 ? total : divide(total, divisor);
}

export function weightsOf({ samples, sampleTypes }: Profile, column: number): Weights {
  return splitWeights(samples.values, samples.exactValues, sampleTypes.length, column);
}

/** @throws {HeaptideError} `HT_E_PPROF`. */
export function columnOf(profile: Profile, options: PprofOptions): number {
  return selectSampleType(profile, options.sample_index);
}

/** A value in the unit of the report. */
export function formatAmount({ options, sampleUnit, unit }: Report, value: number): string {
  const ratio = 1 / options.divide_by;
  const scaled = ratio > 0 && ratio !== 1 ? truncate(value * ratio) : value;
  return formatValue(scaled, sampleUnit, unit);
}

/** A node as far as the choice of a unit cares. */
interface Amounts {
  readonly flatValue: number;
  readonly cumValue: number;
}

/** Under `unit=minimum`: the report in the one unit that suits the smallest of the amounts and the total. */
export function inOneUnit(report: Report, amounts: readonly Amounts[]): Report {
  if (report.unit !== 'minimum' || amounts.length === 0) return report;
  let least = 0;
  for (const { flatValue, cumValue } of amounts) {
    const size = Math.abs(flatValue) || Math.abs(cumValue);
    if (size > 0 && (least === 0 || size < least)) least = size;
  }
  let most = report.total;
  if (least === 0) least = most;
  const ratio = 1 / report.options.divide_by;
  if (ratio > 0 && ratio !== 1) {
    least = truncate(least * ratio);
    most = truncate(most * ratio);
  }
  const unitOf = (value: number) => scaleValue(value, report.sampleUnit, 'minimum').unit;
  let unit = unitOf(least);
  // Callgrind has integers only, so there the smallest amount decides.
  if (unit !== unitOf(most) && least * 100 < most && report.format !== 'callgrind')
    unit = unitOf(100 * least);
  return { ...report, unit: unit === '' ? report.sampleUnit : unit };
}
