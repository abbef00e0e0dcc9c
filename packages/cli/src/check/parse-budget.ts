import { HeaptideError } from '@heaptide/profile';
import type { AllowedSite } from '@heaptide/report/check';

/** What a project lets grow: the content of `heaptide.json`. */
export interface Budget {
  readonly allow: readonly AllowedSite[];
}

export const NO_BUDGET: Budget = { allow: [] };

const ENTRY_KEYS = ['site', 'reason', 'maxBytesPerUnit', 'until'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The budget that `text` holds; `name` is what errors begin with.
 * @throws {HeaptideError} `HT_E_BAD_BUDGET`: one line that says which entry does not hold, and why.
 */
export function parseBudget(text: string, name: string): Budget {
  const fail = (what: string): never => {
    throw new HeaptideError('HT_E_BAD_BUDGET', `${name}: ${what}`);
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    fail(`no JSON: ${(error as Error).message}`);
  }
  if (!isRecord(parsed)) return fail('must be an object, such as {"allow": []}');
  refuseOthers(parsed, ['$schema', 'allow'], fail);
  const { allow = [] } = parsed;
  if (!Array.isArray(allow)) return fail('"allow" must be a list');
  return { allow: allow.map((entry, i) => allowedSite(entry, (what) => fail(`allow[${i}] ${what}`))) };
}

function allowedSite(entry: unknown, fail: (what: string) => never): AllowedSite {
  if (!isRecord(entry)) return fail('must be an object with "site" and "reason"');
  refuseOthers(entry, ENTRY_KEYS, fail);
  const { site, reason, maxBytesPerUnit, until } = entry;
  if (!isText(site)) return fail('needs "site": "function", "function@file" or "function@file:line"');
  if (!isText(reason)) return fail(`needs "reason": why may ${JSON.stringify(site)} grow?`);
  if (maxBytesPerUnit !== undefined && !isAmount(maxBytesPerUnit)) {
    return fail('"maxBytesPerUnit" must be a number from 0');
  }
  if (until !== undefined && !isDay(until)) return fail('"until" must be a day, such as "2027-01-01"');
  return {
    site,
    reason,
    ...(maxBytesPerUnit === undefined ? {} : { maxBytesPerUnit }),
    ...(until === undefined ? {} : { until }),
  };
}

function refuseOthers(
  record: Readonly<Record<string, unknown>>,
  known: readonly string[],
  fail: (what: string) => never,
): void {
  const other = Object.keys(record).find((key) => !known.includes(key));
  if (other !== undefined) fail(`has ${JSON.stringify(other)}, which is none of ${known.join(', ')}`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** A day that the calendar has: JavaScript takes 31 February for 3 March. */
function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
