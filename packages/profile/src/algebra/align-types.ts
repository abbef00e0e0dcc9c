import { HeaptideError } from '../heaptide-error.js';
import type { Profile, Samples, ValueType } from '../profile.js';
import { scaleProfile, wholeInt64 } from './scale.js';
import { unitRatio } from '../units/units.js';

/**
 * Brings profiles to the same types: those sample types that all of them have, by name, in the order of the first profile,
 * and of each the finest unit that occurs; the same for the unit of the period. A profile whose list had to change and
 * lost its default takes the first type for one.
 *
 * Method: google/pprof `profile.CompatibilizeSampleTypes` and `measurement.ScaleProfiles`, their words included.
 *
 * @throws {HeaptideError} `HT_E_NO_COMMON_TYPE` where nothing is common, or units or period types do not go together.
 */
export function alignTypes(profiles: readonly Profile[]): Profile[] {
  const names = commonTypes(profiles);
  if (names.length === 0) throw noCommonType('profiles have empty common sample type list');
  const reduced = profiles.map((profile) => reduceTypes(profile, names));
  if (reduced.length === 1) return reduced;
  const period = finest(reduced.map(({ periodType }) => periodType));
  if (typeof period === 'string') throw noCommonType(`period type: ${period}`);
  const types = names.map((_, i) => {
    const type = finest(reduced.map(({ sampleTypes }) => sampleTypes[i]!));
    if (typeof type === 'string') throw noCommonType(`sample types: ${type}`);
    return type;
  });
  return reduced.map((profile) => scalePeriod(scaleTypes(profile, types), period.unit));
}

/** As pprof counts them: a type that one profile has twice counts twice. */
function commonTypes(profiles: readonly Profile[]): string[] {
  const counts = new Map<string, number>();
  for (const { type } of profiles.flatMap(({ sampleTypes }) => sampleTypes)) {
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const first = profiles[0]?.sampleTypes ?? [];
  return first.map(({ type }) => type).filter((type) => counts.get(type) === profiles.length);
}

function reduceTypes(profile: Profile, names: readonly string[]): Profile {
  const { sampleTypes, defaultSampleType } = profile;
  const columns = names.map((name) => {
    const column = sampleTypes.findIndex(({ type }) => type === name);
    if (column === -1) throw noCommonType(`${JSON.stringify(name)} sample type is not found in profile`);
    return column;
  });
  if (columns.length === sampleTypes.length && columns.every((column, i) => column === i)) return profile;
  return {
    ...profile,
    sampleTypes: columns.map((column) => sampleTypes[column]!),
    defaultSampleType: names.includes(defaultSampleType) ? defaultSampleType : names[0]!,
    samples: selectColumns(profile.samples, sampleTypes.length, columns),
  };
}

function selectColumns(samples: Samples, width: number, columns: readonly number[]): Samples {
  const { length, values, exactValues, ...rest } = samples;
  const selected = new Float64Array(length * columns.length);
  const exact = exactValues && new BigInt64Array(selected.length);
  for (let sample = 0, i = 0; sample < length; sample++) {
    for (const column of columns) {
      selected[i] = values[sample * width + column]!;
      if (exact) exact[i] = exactValues[sample * width + column]!;
      i++;
    }
  }
  const rounded = exact && !selected.every(Number.isSafeInteger);
  return { ...rest, length, values: selected, ...(rounded && { exactValues: exact }) };
}

function scaleTypes(profile: Profile, types: readonly ValueType[]): Profile {
  const ratios = profile.sampleTypes.map(({ unit }, i) => unitRatio(unit, types[i]!.unit) ?? 1);
  const sampleTypes = profile.sampleTypes.map(({ type }, i) => ({ type, unit: types[i]!.unit }));
  return { ...scaleProfile(profile, ratios), sampleTypes };
}

/** Periods go through a double and lose what is behind the point. */
function scalePeriod(profile: Profile, unit: string): Profile {
  const { period, exactPeriod, periodType, ...rest } = profile;
  const rounded = exactPeriod === undefined ? period : Number(exactPeriod);
  const scaled = Math.trunc(rounded * (unitRatio(periodType.unit, unit) ?? 1));
  const header = { ...rest, periodType: { type: periodType.type, unit } };
  if (Number.isSafeInteger(scaled)) return { ...header, period: scaled };
  const exact = wholeInt64(scaled);
  return { ...header, period: Number(exact), exactPeriod: exact };
}

/** The type of the finest unit, or in pprof's words which two do not go together. */
function finest(types: readonly ValueType[]): ValueType | string {
  let best = types[0]!;
  for (const type of types.slice(1)) {
    const ratio = unitRatio(type.unit, best.unit);
    if (ratio === undefined || withoutPlural(type.type) !== withoutPlural(best.type)) {
      return `incompatible types: ${inBraces(best)} ${inBraces(type)}`;
    }
    if (ratio < 1) best = type;
  }
  return best;
}

function withoutPlural(type: string): string {
  return type.endsWith('s') ? type.slice(0, -1) : type;
}

/** The zeros are pprof's: it prints two fields of its own. */
function inBraces({ type, unit }: ValueType): string {
  return `{${type} ${unit} 0 0}`;
}

function noCommonType(message: string): HeaptideError {
  return new HeaptideError('HT_E_NO_COMMON_TYPE', message);
}
