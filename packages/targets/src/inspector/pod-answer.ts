import type { ProcessFacts } from './process-facts.js';

/** What was seen and done inside of a container. Hostile text. */
export interface PodAnswer {
  /** Number order. */
  readonly processes: readonly ProcessFacts[];
  /** Of the process that was chosen; absent where there was none. */
  readonly pid?: number;
  readonly port?: number;
  /** It listened before anything was done. */
  readonly wasOpen?: boolean;
  /** It listens since it was signalled. */
  readonly opened?: boolean;
  /** Why it could not be signalled, as `EPERM`. */
  readonly failure?: string;
}

/** The answer in what was printed; what runs before a program may print as well. `undefined` where there is none. */
export function parsePodAnswer(stdout: string): PodAnswer | undefined {
  for (const line of stdout.split('\n').toReversed()) {
    if (!line.trimStart().startsWith('{')) continue;
    try {
      const value = JSON.parse(line) as Partial<Record<keyof PodAnswer, unknown>>;
      if (Array.isArray(value.processes) && value.processes.every(isFacts) && isSound(value))
        return value as unknown as PodAnswer;
    } catch {
      // Another's line.
    }
  }
  return undefined;
}

function isSound({ pid, port }: Partial<Record<keyof PodAnswer, unknown>>): boolean {
  if (pid === undefined) return true;
  return (
    Number.isInteger(pid) && Number.isInteger(port) && (port as number) >= 0 && (port as number) < 65_536
  );
}

function isFacts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, innerPid, parent, argv, catchesUsr1, executable, nodeOptions } = value as Readonly<
    Record<keyof ProcessFacts, unknown>
  >;
  return (
    [pid, innerPid, parent].every(Number.isInteger) &&
    [executable, nodeOptions].every((text) => text === undefined || typeof text === 'string') &&
    typeof catchesUsr1 === 'boolean' &&
    Array.isArray(argv) &&
    argv.every((word) => typeof word === 'string')
  );
}
