import {
  BORN_LABEL,
  type Capture,
  type CaptureMetadata,
  HeaptideError,
  type Profile,
  sampleLabelNumber,
} from '@heaptide/profile';
import type { Frame } from './growth-report.js';
import { type SampleColumns, sortedByBirth } from './live-samples.js';
import { pathToRoot, type SiteIndex } from './site-index.js';

/** What one capture shows of one site. */
export interface SiteFigures {
  readonly bytes: number;
  readonly objects: number;
  /** The commonest stack, root first. */
  readonly path: readonly Frame[];
}

/** One capture, put into terms of sites. */
export interface Reading {
  readonly metadata: CaptureMetadata;
  readonly sites: ReadonlyMap<number, SiteFigures>;
  /** `undefined` where the samples carry no births. */
  readonly samples: SampleColumns | undefined;
}

/**
 * @throws {HeaptideError} `HT_E_NO_METADATA` for a profile that heaptide did not write, `HT_E_NO_SUCH_TYPE` for one
 * that is no heap profile.
 */
export function readingOf({ profile, metadata }: Capture, index: SiteIndex): Reading {
  if (metadata === undefined) {
    throw new HeaptideError(
      'HT_E_NO_METADATA',
      'the profile carries no heaptide metadata, so it cannot be part of a series',
    );
  }
  const space = valueColumn(profile, 'inuse_space');
  const objects = valueColumn(profile, 'inuse_objects');
  const { values, length } = profile.samples;
  const width = profile.sampleTypes.length;
  const siteOf = index.of(profile);
  const tallies = new Map<number, SiteTally>();
  const born = new Float64Array(metadata.births ? length : 0);
  const siteColumn = new Int32Array(born.length);
  let identified = 0;
  for (let sample = 0; sample < length; sample++) {
    const sited = siteOf(sample);
    if (sited === undefined) continue;
    const { site, from } = sited;
    let tally = tallies.get(site);
    if (tally === undefined) tallies.set(site, (tally = { bytes: 0, objects: 0, stacks: new Map() }));
    tally.bytes += values[sample * width + space]!;
    tally.objects += values[sample * width + objects]!;
    countStack(tally.stacks, profile, { sample, from });
    const birth = metadata.births ? sampleLabelNumber(profile, sample, BORN_LABEL) : undefined;
    if (birth === undefined) continue;
    born[identified] = birth;
    siteColumn[identified++] = site;
  }
  return {
    metadata,
    sites: new Map(
      [...tallies].map(([site, { bytes, objects, stacks }]) => [
        site,
        { bytes, objects, path: commonestPath(profile, stacks) },
      ]),
    ),
    samples: metadata.births
      ? sortedByBirth(born.subarray(0, identified), siteColumn.subarray(0, identified))
      : undefined,
  };
}

interface SiteTally {
  bytes: number;
  objects: number;
  readonly stacks: StackCounts;
}

function valueColumn(profile: Profile, type: string): number {
  const column = profile.sampleTypes.findIndex((sampleType) => sampleType.type === type);
  if (column >= 0) return column;
  const there = profile.sampleTypes.map((sampleType) => sampleType.type).join(', ');
  throw new HeaptideError(
    'HT_E_NO_SUCH_TYPE',
    `the profile has no ${type}, only ${there || 'nothing'}: it is no heap profile`,
  );
}

/** A sample, and where in its stack the site stands. */
interface StackPlace {
  readonly sample: number;
  readonly from: number;
}

type StackCounts = Map<string, { samples: number; readonly place: StackPlace }>;

function countStack(counts: StackCounts, { samples }: Profile, place: StackPlace): void {
  const key = samples.stack.subarray(place.from, samples.stackOffsets[place.sample + 1]).join();
  const entry = counts.get(key);
  if (entry === undefined) counts.set(key, { samples: 1, place });
  else entry.samples++;
}

function commonestPath(profile: Profile, counts: StackCounts): Frame[] {
  const [commonest] = [...counts.values()].sort((a, b) => b.samples - a.samples);
  return commonest === undefined ? [] : pathToRoot(profile, commonest.place.sample, commonest.place.from);
}
