import { ProgramFailure } from '../program/program-failure.js';
import type { ChildGroups } from '../program/child-groups.js';
import { endingText } from '../program/ending.js';
import { LAST_LINES } from '../program/output-tail.js';

export interface WorkOptions {
  readonly groups: ChildGroups;
  /** A line of the shell. */
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  readonly pass: (text: string) => void;
  /** Aborted when the check ends, and when the program does. */
  readonly signal: AbortSignal;
}

/** Milliseconds of one round of work. @throws {ProgramFailure} `HT_E_WORK_FAILED`; whatever `signal` is aborted with. */
export async function runWork({
  groups,
  command,
  env,
  timeoutMs,
  pass,
  signal,
}: WorkOptions): Promise<number> {
  signal.throwIfAborted();
  const startedAt = performance.now();
  const group = groups.start({ file: command, args: [], shell: true, env, pass });
  const timeout = AbortSignal.timeout(timeoutMs);
  const ends = AbortSignal.any([signal, timeout]);
  try {
    const ending = await Promise.race([group.ended, aborted(ends)]);
    signal.throwIfAborted();
    if (ending?.code !== 0) {
      const how = ending === undefined ? `took longer than ${timeoutMs / 1000} s` : endingText(ending);
      const lines = group.output.lastLines(LAST_LINES);
      throw new ProgramFailure('HT_E_WORK_FAILED', `the work (${command}) ${how}`, lines);
    }
    return performance.now() - startedAt;
  } finally {
    await groups.end(group);
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
