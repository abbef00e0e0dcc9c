import { HeaptideError } from '@heaptide/profile';

/** JIT inlining off for so long; 0 seconds end it. */
export interface ExactSitesWish {
  readonly seconds: number;
  /** Mean bytes between two samples meanwhile; absent leaves it as it is. */
  readonly interval?: number;
}

/** How exact sites stand in a process. */
export interface ExactSites {
  readonly exactSites: boolean;
  /** The process was started so: there is nothing to be prolonged or ended. */
  readonly always: boolean;
  /** ISO 8601; absent where they do not end, or are off. */
  readonly until?: string;
  /** Mean bytes between two samples, as of now. */
  readonly interval: number;
  /** What they cost the process, for people. Hostile text until sanitised. */
  readonly cost?: string;
}

/**
 * Reads the answer of an endpoint (schema `heaptide.exact-sites/1`).
 * @throws {HeaptideError} `HT_E_NO_EXACT_SITES` when it is none.
 */
export function parseExactSites(name: string, body: Uint8Array): ExactSites {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(body));
  } catch {
    value = undefined;
  }
  if (isExactSites(value)) return value;
  throw new HeaptideError(
    'HT_E_NO_EXACT_SITES',
    `${name} does not answer as an agent does that has exact sites`,
  );
}

function isExactSites(value: unknown): value is ExactSites {
  if (typeof value !== 'object' || value === null) return false;
  const { schema, exactSites, always, until, interval, cost } = value as Record<string, unknown>;
  return (
    schema === 'heaptide.exact-sites/1' &&
    typeof exactSites === 'boolean' &&
    typeof always === 'boolean' &&
    (until === undefined || (typeof until === 'string' && !Number.isNaN(Date.parse(until)))) &&
    Number.isFinite(interval) &&
    (cost === undefined || typeof cost === 'string')
  );
}
