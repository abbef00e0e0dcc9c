import { type Capture, HeaptideError } from '@heaptide/targets';
import type { CaptureNumber } from '../engine/capture-entry.js';
import type { FunctionPlace } from '../engine/watch-engine.js';
import { functionName } from '../sites/site-names.js';
import { rawPlace } from './raw-place.js';

export interface FindRawPlaceOptions {
  /** In order. */
  readonly captures: readonly CaptureNumber[];
  /** Reads a capture as it came from the process. */
  readonly decode: (capture: CaptureNumber) => Promise<Capture>;
  /** Puts original names and places into a capture. */
  readonly map: (capture: Capture) => Capture;
}

/** Captures that are looked through, the newest first: what grows is in all of the last ones. */
const MOST_CAPTURES = 8;

/**
 * Where the process has a site that may have been mapped, as the newest capture that holds it says.
 * @throws {HeaptideError} `HT_E_WHY` where none does; what reading them throws.
 */
export async function findRawPlace(
  site: FunctionPlace,
  { captures, decode, map }: FindRawPlaceOptions,
): Promise<FunctionPlace> {
  for (const number of captures.slice(-MOST_CAPTURES).toReversed()) {
    const raw = await decode(number);
    const place = rawPlace({ raw: raw.profile, mapped: map(raw).profile }, site);
    if (place !== undefined) return place;
  }
  const name = functionName(site.function);
  throw new HeaptideError('HT_E_WHY', `no capture of the last ones holds ${name}: its place is not known`);
}
