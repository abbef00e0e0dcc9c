import { HeaptideError } from '../heaptide-error.js';
import type { Profile, ValueType } from '../profile.js';
import type { ColumnPlan } from './profile-importer.js';
import { unitRatio } from '../units/units.js';

/** How the values of several profiles come into the same columns. */
export interface AlignedTypes {
  readonly sampleTypes: readonly ValueType[];
  readonly defaultSampleType: string;
  /** One per profile. */
  readonly plans: readonly ColumnPlan[];
}

/**
 * Reduces type lists to the types that all profiles have, by name, in the order of the first profile and in the finest
 * unit that occurs.
 *
 * @throws {HeaptideError} `HT_E_NO_COMMON_TYPE` where nothing is common, or units do not convert.
 */
export function alignTypes(profiles: readonly Profile[]): AlignedTypes {
  const [first] = profiles;
  const names = (first?.sampleTypes ?? [])
    .map(({ type }) => type)
    .filter(
      (name, place, all) =>
        all.indexOf(name) === place && profiles.every((each) => indexOf(each, name) !== -1),
    );
  if (names.length === 0) {
    throw new HeaptideError('HT_E_NO_COMMON_TYPE', 'profiles have empty common sample type list');
  }
  const sampleTypes = names.map((type) => ({
    type,
    unit: finestUnit(
      type,
      profiles.map((each) => each.sampleTypes[indexOf(each, type)]!.unit),
    ),
  }));
  const plans = profiles.map((each) =>
    sampleTypes.map(({ type, unit }) => {
      const index = indexOf(each, type);
      return { index, ratio: unitRatio(each.sampleTypes[index]!.unit, unit) ?? 1 };
    }),
  );
  return { sampleTypes, defaultSampleType: defaultType(profiles, names), plans };
}

function indexOf(profile: Profile, name: string): number {
  return profile.sampleTypes.findIndex(({ type }) => type === name);
}

function finestUnit(type: string, units: readonly string[]): string {
  return units.reduce((finest, unit) => {
    const ratio = unitRatio(unit, finest);
    if (ratio === undefined) {
      throw new HeaptideError('HT_E_NO_COMMON_TYPE', `incompatible units of ${type}: ${finest} and ${unit}`);
    }
    return ratio < 1 ? unit : finest;
  });
}

/** As pprof has it: a profile whose list had to change and lost its default takes the first type for one. */
function defaultType(profiles: readonly Profile[], names: readonly string[]): string {
  for (const { sampleTypes, defaultSampleType } of profiles) {
    const changed =
      names.length !== sampleTypes.length || names.some((name, i) => sampleTypes[i]!.type !== name);
    const name = changed && !names.includes(defaultSampleType) ? names[0]! : defaultSampleType;
    if (name !== '') return name;
  }
  return '';
}
