import { isFinding, singular, type SiteReport, type Slope } from '@heaptide/growth';
import {
  bytesLike,
  count,
  duration,
  longBytes,
  type Note,
  outlookText,
  type Phrase,
  rateWithInterval,
  signedLongBytes,
} from '@heaptide/report';
import { samplingError } from '../sites/site-row.js';
import type { DetailModel } from './detail-model.js';

export interface GrowthNotesOptions {
  readonly plusMinus?: string;
}

/** How much is held and how fast it grows, each figure with its error. */
export function growthNotes(model: DetailModel, options: GrowthNotesOptions = {}): readonly Note[] {
  const { site, calls } = model;
  if (site === undefined) {
    if (calls === undefined) return [];
    const { cum, flat } = calls;
    const error = errorText(cum.bytes, model.interval, options);
    return [
      {
        label: 'in use',
        text: [`${longBytes(cum.bytes)}${error} with what it calls, ${longBytes(flat.bytes)} its own`],
      },
    ];
  }
  const bytes = site.inuseSpace.at(-1) ?? 0;
  const objects = count(site.inuseObjects.at(-1) ?? 0);
  return [
    {
      label: 'in use',
      text: [`${longBytes(bytes)}${errorText(bytes, model.interval, options)} in ${objects} objects`],
    },
    ...rateNotes(model, site),
    // The label says already that it is one.
    ...(isFinding(site) && model.outlook !== undefined
      ? [{ label: 'limit', text: [outlookText(model.outlook).replace(' limit ', ' ')] }]
      : []),
    { label: 'samples', text: [evidenceText(site)] },
    { label: 'series', text: [capturesText(model)] },
  ];
}

/** Growth per unit of work and per minute, each with its 95 % interval; or by time only. */
function rateNotes({ unit }: DetailModel, { slope }: SiteReport): readonly Note[] {
  if (slope.perUnit === 0) return [{ label: 'growth', text: ['none measured'] }];
  const perMinute = minuteRate(slope);
  if (unit === 'second') return [{ label: 'growth', text: [`${perMinute}, by time only`] }];
  return [
    { label: 'growth', text: [`${rateWithInterval(slope)} per ${singular(unit)}`] },
    { label: 'per min', text: [perMinute] },
  ];
}

/** The same in one line. */
export function growthPhrase({ unit }: Pick<DetailModel, 'unit'>, { slope }: SiteReport): Phrase {
  if (slope.perUnit === 0) return ['no growth measured'];
  if (unit === 'second') return [`${minuteRate(slope)} (95 %), by time only`];
  const perMinute = signedLongBytes(slope.perSecond * 60);
  return [`${rateWithInterval(slope)} per ${singular(unit)} (95 %), ${perMinute}/min`];
}

/** `+1.58 MiB/min (1.46 to 1.70)`. */
function minuteRate({ perUnit, low, high, perSecond }: Slope): string {
  const perMinute = perSecond * 60;
  const [from, to] = [low, high].map((bound) => bytesLike((bound / perUnit) * perMinute, perMinute));
  return `${signedLongBytes(perMinute)}/min (${from} to ${to})`;
}

/** ` ±18 %`: half the 95 % interval of bytes that were sampled. */
export function errorText(bytes: number, interval: number, { plusMinus = '±' }: GrowthNotesOptions): string {
  const error = samplingError(bytes, interval);
  return bytes > 0 && error > 0 ? ` ${plusMinus}${Math.round((100 * error) / bytes)} %` : '';
}

function evidenceText({ evidence }: SiteReport): string {
  const { samples, births, deaths, crossings } = evidence;
  return `${count(samples)} seen, ${count(births)} born after the warm-up, ${count(deaths)} died, ${count(crossings)} outlived the wait`;
}

function capturesText({ captures }: DetailModel): string {
  const uncollected = captures.filter(({ gc }) => gc !== 'forced').length;
  const span = Date.parse(captures.at(-1)?.time ?? '') - Date.parse(captures[0]?.time ?? '');
  const over = captures.length > 1 ? ` over ${duration(span)}` : '';
  const gc = uncollected === 0 ? 'each after a GC' : `${uncollected} without a GC before`;
  return `${captures.length}${over}, ${gc}`;
}
