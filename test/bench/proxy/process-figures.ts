import { readFileSync } from 'node:fs';

const MICROS_PER_TICK = 10_000;
const KIB = 1024;

/** Resident memory of a process, in bytes. */
export interface ResidentMemory {
  readonly now: number;
  /** Since it started. */
  readonly peak: number;
}

/**
 * User and system time of a process, all its threads together, in steps of 10 ms.
 *
 * @throws {Error} once the process has ended, and where there is no /proc.
 */
export function readCpuMicros(pid: number): number {
  // Fields 14 and 15, counted after the name in parentheses, which may hold anything.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MICROS_PER_TICK;
}

/** @throws {Error} as {@link readCpuMicros} does. */
export function readResidentMemory(pid: number): ResidentMemory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (field: string): number => {
    const kib = new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1];
    if (kib === undefined) throw new Error(`process ${pid} has ended`);
    return Number(kib) * KIB;
  };
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}
