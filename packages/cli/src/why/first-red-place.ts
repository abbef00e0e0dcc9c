import { type GrowthReport, isFinding } from '@heaptide/growth';
import type { LiveProcess } from '@heaptide/targets';
import type { CapturePlan } from '../growth/capture-plan.js';
import { huntLive } from '../growth/hunt-live.js';
import type { KeepingMapping } from './newest-capture.js';
import { redSites } from './red-site.js';
import { placeOfSite, type SitePlace, sitePlaces } from './site-places.js';

export interface RedPlaceOptions {
  readonly plan: CapturePlan;
  readonly unit: string | undefined;
  readonly mapping: KeepingMapping;
  readonly talk: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Reads a series of captures until one site is a leak or a backlog, or the plan is over, and gives the first that is worth
 * asking about; `undefined` where nothing grows.
 * @throws {HeaptideError} what reading and judging throw.
 */
export async function firstRedPlace(
  live: Pick<LiveProcess, 'receive'>,
  { plan, unit, mapping, talk, signal }: RedPlaceOptions,
): Promise<SitePlace | undefined> {
  const { report, failure } = await huntLive(live, {
    plan,
    hunt: unit === undefined ? {} : { unit },
    save: undefined,
    mapCapture: (capture) => mapping.applyTo(capture),
    isEnough: ({ sites }: GrowthReport) => sites.some(isFinding),
    talk,
    signal,
  });
  const newest = mapping.newest();
  if (failure !== undefined) throw failure;
  if (report === undefined || newest === undefined) return undefined;
  const places = sitePlaces(newest);
  for (const site of redSites(report)) {
    const place = placeOfSite(places, site);
    if (place !== undefined) return place;
  }
  return undefined;
}
