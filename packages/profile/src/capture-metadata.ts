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
  /** `external`: Buffers and ArrayBuffers, which are not on the JS heap. Absent means the JS heap. */
  readonly kind?: 'heap' | 'external';
  /** `threadId` of the worker thread that was read. Absent means the main thread. */
  readonly thread?: number;
  /** What set the capture off, where nobody asked for it: the clock, or memory that ran short. */
  readonly trigger?: string;
  /** Mean bytes between two samples. */
  readonly interval: number;
  /**
   * Mean bytes between two samples of external memory, as of now. Where it is there, the capture of a heap holds the live
   * samples of external memory too, with values of 0.
   */
  readonly externalInterval?: number;
  /** Frames kept per stack. */
  readonly depth: number;
  /** JIT inlining is off, so that bytes stand under the function that allocates them. Absent means no. */
  readonly exactSites?: boolean;
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
 *
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

const CHECKS: Readonly<Record<keyof CaptureMetadata, (value: unknown) => boolean>> = {
  schema: (value) => value === SCHEMA,
  time: isMoment,
  pid: Number.isFinite,
  startedAt: isMoment,
  service: isText,
  versions: (value) => isRecord(value) && Object.values(value).every(isText),
  gc: (value) => value === 'forced' || value === 'none',
  births: isFlag,
  kind: (value) => value === undefined || value === 'heap' || value === 'external',
  thread: (value) => value === undefined || Number.isInteger(value),
  trigger: (value) => value === undefined || isText(value),
  interval: Number.isFinite,
  externalInterval: (value) => value === undefined || Number.isFinite(value),
  depth: Number.isFinite,
  exactSites: (value) => value === undefined || isFlag(value),
  clock: Number.isFinite,
  heapUsed: Number.isFinite,
  heapTotal: Number.isFinite,
  heapLimit: Number.isFinite,
  rss: Number.isFinite,
  external: Number.isFinite,
  arrayBuffers: Number.isFinite,
  cgroup: (value) =>
    value === undefined || (isRecord(value) && Number.isFinite(value.usage) && Number.isFinite(value.limit)),
  work: (value) => isRecord(value) && Object.values(value).every(Number.isFinite),
  gaps: (value) =>
    Array.isArray(value) &&
    value.every((gap) => isRecord(gap) && isMoment(gap.from) && isMoment(gap.to) && isText(gap.reason)),
};

function findDefect(value: unknown): string | undefined {
  if (!isRecord(value)) return 'is not an object';
  for (const [field, holds] of Object.entries(CHECKS)) {
    if (!holds(value[field])) return `has no valid ${field}: ${JSON.stringify(value[field])}`;
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)$/;

/** `Date.parse` alone takes words in brackets for part of a date. */
function isMoment(value: unknown): boolean {
  return typeof value === 'string' && ISO_8601.test(value) && !Number.isNaN(Date.parse(value));
}
