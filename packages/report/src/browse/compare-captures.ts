import {
  type Change,
  compareProfiles,
  type Profile,
  removeUninteresting,
  unitRatio,
  type ValueType,
} from '@heaptide/profile';
import { objectsBySite } from './objects-by-site.js';
import { type SiteFunction, siteKey } from './site-function.js';

/** An amount in two captures. */
export interface ComparedAmount {
  readonly before: number;
  readonly after: number;
  readonly delta: number;
  /** One standard deviation of `delta`; absent where the captures do not say how they were sampled. */
  readonly error?: number;
}

/** One allocation site in two captures, in the unit of the sample type. */
export interface ComparedSite extends SiteFunction, ComparedAmount {
  /** `same`: the difference is within three deviations. */
  readonly change: Change;
  /** How many objects hold these bytes; absent where the captures do not count them. */
  readonly objects?: ComparedAmount;
}

/** Two captures, site by site. Plain data: it may be sent to another thread. */
export interface CaptureComparison extends ComparedAmount {
  readonly sampleType: ValueType;
  readonly objects?: ComparedAmount;
  /** |delta| descending. */
  readonly rows: readonly ComparedSite[];
  /** Sites by what became of them. */
  readonly counts: Readonly<Record<Change, number>>;
}

export interface CompareCapturesOptions {
  /** Of bytes, as `selectSampleType` takes it; by default that of the captures. */
  readonly sampleType?: string | undefined;
}

/**
 * What became of the allocation sites of `a` in `b`: flat, by function, without the frames that the captures call
 * uninteresting. Bytes, and where both captures count them the objects too.
 *
 * @throws {HeaptideError} `HT_E_NO_SUCH_TYPE`, `HT_E_NO_COMMON_TYPE`.
 */
export function compareCaptures(
  a: Profile,
  b: Profile,
  { sampleType }: CompareCapturesOptions = {},
): CaptureComparison {
  const before = leavesOf(removeUninteresting(a));
  const after = leavesOf(removeUninteresting(b));
  const bytes = compareProfiles(before, after, { sampleType });
  const objects = objectsOf(bytes.sampleType, before, after);
  const counts = { new: 0, gone: 0, grown: 0, shrunk: 0, same: 0 };
  const rows = bytes.functions.map(({ info, change, ...amount }): ComparedSite => {
    counts[change]++;
    const site = { function: info.name, file: info.file, line: info.startLine, ...amount, change };
    return objects === undefined ? site : { ...site, objects: objects.ofSite(site, amount) };
  });
  const { error } = bytes;
  const total = {
    before: bytes.before,
    after: bytes.after,
    delta: bytes.after - bytes.before,
    ...(error !== undefined && { error }),
  };
  return {
    sampleType: bytes.sampleType,
    ...total,
    ...(objects !== undefined && { objects: objects.inAll(total) }),
    rows,
    counts,
  };
}

/** The profile without callers, which flat sums do not need: most of the work of a comparison. */
function leavesOf(profile: Profile): Profile {
  const { samples } = profile;
  const { length, stack, stackOffsets } = samples;
  const leaves = new Int32Array(length);
  const offsets = new Int32Array(length + 1);
  let end = 0;
  for (let sample = 0; sample < length; sample++) {
    const leaf = stackOffsets[sample]!;
    if (leaf < stackOffsets[sample + 1]!) leaves[end++] = stack[leaf]!;
    offsets[sample + 1] = end;
  }
  return { ...profile, samples: { ...samples, stack: leaves.subarray(0, end), stackOffsets: offsets } };
}

/** The objects behind the bytes of `type`, where both profiles count them. */
function objectsOf({ type, unit }: ValueType, before: Profile, after: Profile) {
  const wanted = type.replace(/space$/, 'objects');
  const toBytes = unitRatio(unit, 'bytes');
  const columns = [before, after].map(({ sampleTypes }) =>
    sampleTypes.findIndex((each) => each.type === wanted),
  ) as [number, number];
  if (wanted === type || toBytes === undefined || columns.includes(-1)) return undefined;
  const sums = [objectsBySite(before, columns[0]), objectsBySite(after, columns[1])] as const;
  const intervals = [intervalOf(before), intervalOf(after)] as const;
  const amount = (objects: readonly [number, number], bytes: ComparedAmount): ComparedAmount => ({
    before: objects[0],
    after: objects[1],
    delta: objects[1] - objects[0],
    // A number of objects has the relative error of their bytes.
    ...(bytes.error !== undefined && {
      error: Math.hypot(
        errorOf(objects[0], bytes.before * toBytes, intervals[0]),
        errorOf(objects[1], bytes.after * toBytes, intervals[1]),
      ),
    }),
  });
  const all = (side: ReadonlyMap<string, number>): number =>
    [...side.values()].reduce((sum, objects) => sum + objects, 0);
  return {
    ofSite(site: SiteFunction, bytes: ComparedAmount): ComparedAmount {
      const key = siteKey(site);
      return amount([sums[0].get(key) ?? 0, sums[1].get(key) ?? 0], bytes);
    },
    inAll: (bytes: ComparedAmount): ComparedAmount => amount([all(sums[0]), all(sums[1])], bytes),
  };
}

function errorOf(objects: number, bytes: number, interval: number): number {
  return bytes === 0 ? 0 : Math.abs(objects) * Math.sqrt(interval / Math.abs(bytes));
}

/** Mean bytes between two samples. */
function intervalOf({ period, periodType }: Profile): number {
  return period * (unitRatio(periodType.unit, 'bytes') ?? 0);
}
