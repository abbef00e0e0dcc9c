/** What the name tells that Node.js gives to a heap snapshot or a report of its own accord. */
export interface DiagnosticName {
  readonly pid: number;
  readonly thread: number;
  /** Counts what one process writes, from 1. */
  readonly sequence: number;
  /** The clock of the process when it began to write, as though that were UTC; milliseconds of the epoch. */
  readonly localTime: number;
}

const NAME =
  /^(?:Heap|report)\.(\d{4})(\d\d)(\d\d)\.(\d\d)(\d\d)(\d\d)\.(\d{1,10})\.(\d{1,6})\.(\d{1,6})\.(?:heapsnapshot|json)(?:\.(?:gz|zst))?$/;

const QUARTER_MS = 15 * 60_000;
/** Clocks of the world differ by so much from UTC at most. */
export const FARTHEST_ZONE_MS = 14 * 3_600_000;
/** Writing takes no longer than this and `bytes` at the slowest; a later time of the file is of a copy. */
const WRITING_MS = 15_000;
const SLOWEST_BYTES_PER_MS = 4000;

/** Reads `Heap.YYYYMMDD.HHMMSS.PID.THREAD.SEQUENCE.heapsnapshot`, and `report.….json`; `undefined` for any other name. */
export function parseDiagnosticName(name: string): DiagnosticName | undefined {
  const match = NAME.exec(name);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second, pid, thread, sequence] = match.slice(1).map(Number);
  const localTime = Date.UTC(year!, month! - 1, day, hour, minute, second);
  return { pid: pid!, thread: thread!, sequence: sequence!, localTime };
}

/** When a file was written last, and how long it is. */
export interface FileTimes {
  readonly modifiedAt: number;
  readonly bytes: number;
}

/**
 * When a file was begun by whose name is given, in milliseconds of the epoch. The name has the clock of the process, whose
 * time zone nobody knows; a file that was not copied since tells it by when it was written last.
 */
export function momentOf({ localTime }: DiagnosticName, { modifiedAt, bytes }: FileTimes): number {
  const offset = Math.floor((modifiedAt - localTime) / QUARTER_MS) * QUARTER_MS;
  const isOwn = modifiedAt - localTime - offset <= WRITING_MS + bytes / SLOWEST_BYTES_PER_MS;
  return isOwn && Math.abs(offset) <= FARTHEST_ZONE_MS ? localTime + offset : localTime;
}
