const MIB = 1024 ** 2;

/** Of the smaller limit. */
const SESSIONS_SHARE = 1 / 8;
const INITIALIZE_SHARE = 1 / 32;
/** Twice what a session takes, since the heap holds garbage beside it and a table that grows is there twice. */
const BYTES_PER_SESSION = 400;

const MIN_SESSIONS = 1_000;
/** From here on, growing the table stops the event loop for tens of milliseconds. */
const MAX_SESSIONS = 500_000;
const MIN_INITIALIZE_BYTES = MIB / 4;
const MAX_INITIALIZE_BYTES = 64 * MIB;

export interface MemoryLimits {
  /** V8's heap limit, which in a small container can lie above what the container has. */
  readonly heapLimitBytes: number;
  readonly cgroupLimitBytes: number | undefined;
}

export interface SessionBudget {
  readonly maxSessions: number;
  /** For the addresses, targets and bodies that sessions began with. */
  readonly maxInitializeBytes: number;
}

/**
 * How many sessions a process of these limits has room for: an eighth of the smaller limit at 400 bytes each, from 1,000
 * to 500,000, and a 32nd of it for what they began with, from 256 KiB to 64 MiB. In 128 MiB that is 41,943 sessions and
 * 4 MiB.
 */
export function sessionBudget({ heapLimitBytes, cgroupLimitBytes }: MemoryLimits): SessionBudget {
  const memory = Math.min(heapLimitBytes, cgroupLimitBytes ?? Infinity);
  return {
    maxSessions: within(MIN_SESSIONS, (memory * SESSIONS_SHARE) / BYTES_PER_SESSION, MAX_SESSIONS),
    maxInitializeBytes: within(MIN_INITIALIZE_BYTES, memory * INITIALIZE_SHARE, MAX_INITIALIZE_BYTES),
  };
}

function within(low: number, value: number, high: number): number {
  return Math.max(low, Math.min(high, Math.floor(value)));
}
