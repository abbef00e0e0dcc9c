import { HeaptideError } from './heaptide-error.js';

const SCHEMA = 'heaptide.capture/1';
const COMMENT_PREFIX = '#heaptide ';

/** A stretch in which the sampler did not run, so that allocations are missing from the profile. */
export interface CaptureGap {
  /** ISO 8601. */
  readonly from: string;
  /** ISO 8601. */
  readonly to: string;
  readonly reason: string;
}

/** What a profile cannot say of the process it was read from. Byte figures unless said otherwise. */
export interface CaptureMetadata {
  readonly schema: typeof SCHEMA;
  /** Moment of the reading, ISO 8601. */
  readonly time: string;
  readonly pid: number;
  /** Start of the process, ISO 8601: with `pid` it tells one life of a service from the next. */
  readonly startedAt: string;
  readonly service: string;
  /** Versions by component, at least `node` and `heaptide`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Whether a full garbage collection was forced right before the reading. */
  readonly gc: 'forced' | 'none';
  /** Whether every sample is one live V8 sample that carries its birth. */
  readonly births: boolean;
  /** Mean bytes between two samples. */
  readonly interval: number;
  /** Frames kept per stack. */
  readonly depth: number;
  /** Allocation clock: bytes allocated since sampling began, to within one interval. */
  readonly clock: number;
  readonly heapUsed: number;
  readonly heapTotal: number;
  readonly heapLimit: number;
  readonly rss: number;
  readonly external: number;
  readonly arrayBuffers: number;
  /** Absent where the process is in no memory cgroup, or in an unlimited one. */
  readonly cgroup?: { readonly usage: number; readonly limit: number };
  /** Units of work done so far, by counter name. */
  readonly work: Readonly<Record<string, number>>;
  readonly gaps: readonly CaptureGap[];
}

/** The profile comment that carries `metadata`. */
export function captureComment(metadata: CaptureMetadata): string {
  return COMMENT_PREFIX + JSON.stringify(metadata);
}

/**
 * The metadata among a profile's comments, or `undefined` where there is none, as in profiles written by others.
 * @throws {HeaptideError} `HT_E_BAD_METADATA` when the comment is ours but does not hold.
 */
export function parseCaptureMetadata(comments: readonly string[]): CaptureMetadata | undefined {
  const comment = comments.find((text) => text.startsWith(COMMENT_PREFIX));
  if (comment === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(comment.slice(COMMENT_PREFIX.length));
  } catch {
    throw new HeaptideError('HT_E_BAD_METADATA', 'the #heaptide comment of the profile is not JSON');
  }
  const defect = findDefect(value);
  if (defect !== undefined) {
    throw new HeaptideError('HT_E_BAD_METADATA', `the #heaptide comment of the profile ${defect}`);
  }
  return value as CaptureMetadata;
}

const NUMBERS = [
  'pid',
  'interval',
  'depth',
  'clock',
  'heapUsed',
  'heapTotal',
  'heapLimit',
  'rss',
  'external',
  'arrayBuffers',
] as const;

function findDefect(value: unknown): string | undefined {
  if (!isRecord(value)) return 'is not an object';
  if (value['schema'] !== SCHEMA) return `has schema ${JSON.stringify(value['schema'])}, not ${SCHEMA}`;
  for (const name of ['time', 'startedAt']) {
    if (typeof value[name] !== 'string' || Number.isNaN(Date.parse(value[name])))
      return `has no valid ${name}`;
  }
  if (typeof value['service'] !== 'string') return 'names no service';
  for (const name of NUMBERS) if (!isFiniteNumber(value[name])) return `has no valid ${name}`;
  if (value['gc'] !== 'forced' && value['gc'] !== 'none')
    return 'does not say whether a collection was forced';
  if (typeof value['births'] !== 'boolean') return 'does not say whether samples carry births';
  if (!isRecord(value['work']) || !Object.values(value['work']).every(isFiniteNumber))
    return 'has invalid work counters';
  if (!isRecord(value['versions'])) return 'has no versions';
  if (!Array.isArray(value['gaps'])) return 'has no list of gaps';
  const { cgroup } = value;
  if (
    cgroup !== undefined &&
    !(isRecord(cgroup) && isFiniteNumber(cgroup['usage']) && isFiniteNumber(cgroup['limit']))
  ) {
    return 'has an invalid cgroup';
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
