import { launchProgram } from '../../support/child-program.js';

const LIMIT_MS = 60_000;

/**
 * Runs a program that writes heap snapshots to the paths among its arguments and ends. Rejects, with what it said, when it
 * fails or takes longer than a minute.
 */
export async function writeHeap(
  script: string,
  args: readonly string[],
  execPath = process.execPath,
): Promise<void> {
  const program = launchProgram({ args: [script, ...args], execPath });
  const timer = setTimeout(() => void program.stop(), LIMIT_MS);
  const code = await program.exited;
  clearTimeout(timer);
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}: ${program.stderr()}`);
}
