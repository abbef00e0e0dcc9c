import type { Expectation } from '@heaptide/growth';
import { HeaptideError } from '@heaptide/profile';
import { parseDuration } from '../duration.js';

const FORM = 'write SITE:ttl=2h or SITE:capacity=5000';
/** A property of the site that was named last. */
const FURTHER = /(?<key>\w+)=(?<value>[^,=]*)(?:,\s*|$)/y;
/** A site may have commas and colons in it, so it ends where a property begins. */
const FIRST = /(?<site>[^,].*?):(?<key>\w+)=(?<value>[^,=]*)(?:,\s*|$)/y;

/**
 * What `--expect` says, given once or more: `newSession:ttl=2h`, `newSession@src/session.js:12:capacity=5000`, and several
 * of these with commas; `newSession:ttl=2h,capacity=5000` says both of one site.
 * @throws {HeaptideError} `HT_E_USAGE`.
 */
export function parseExpectations(texts: readonly string[]): Expectation[] {
  const bySite = new Map<string, Expectation>();
  for (const text of texts) {
    for (const { site, property } of propertiesOf(text)) {
      const known = bySite.get(site) ?? { site };
      const [key] = Object.keys(property) as [keyof Expectation];
      if (known[key] !== undefined) throw wrong(text, `${site} has ${key === 'ttlMs' ? 'ttl' : key} twice`);
      bySite.set(site, { ...known, ...property });
    }
  }
  return [...bySite.values()];
}

function* propertiesOf(text: string) {
  let site: string | undefined;
  let at = 0;
  while (at < text.length || site === undefined) {
    const match = matchAt(FURTHER, text, at) ?? matchAt(FIRST, text, at);
    if (match === undefined || /:(?:ttl|capacity)=/.test(match.groups.site ?? '')) throw wrong(text, FORM);
    const { groups } = match;
    at = match.end;
    site = groups.site ?? site;
    if (site === undefined) throw wrong(text, `of which site? ${FORM}`);
    yield { site, property: propertyOf(groups.key!, groups.value!, text) };
  }
}

function matchAt(sticky: RegExp, text: string, at: number) {
  sticky.lastIndex = at;
  const groups = sticky.exec(text)?.groups;
  return groups === undefined ? undefined : { groups, end: sticky.lastIndex };
}

function propertyOf(key: string, value: string, text: string): Omit<Expectation, 'site'> {
  if (key === 'ttl') {
    const ttlMs = durationOf(value, text);
    if (ttlMs > 0) return { ttlMs };
    throw wrong(text, 'a ttl is longer than nothing');
  }
  if (key === 'capacity') {
    const capacity = /^\d+$/.test(value) ? Number(value) : 0;
    if (capacity >= 1 && Number.isSafeInteger(capacity)) return { capacity };
    throw wrong(text, `a capacity is a whole number from 1, not "${value}"`);
  }
  throw wrong(text, `"${key}" is neither ttl nor capacity`);
}

function durationOf(value: string, text: string): number {
  try {
    return parseDuration(value);
  } catch (error) {
    throw wrong(text, (error as Error).message);
  }
}

function wrong(text: string, what: string): HeaptideError {
  return new HeaptideError('HT_E_USAGE', `--expect "${text}": ${what}`);
}
