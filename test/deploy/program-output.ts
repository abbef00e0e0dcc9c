import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const LIMIT_MS = 20_000;
const MAX_OUTPUT_BYTES = 4 * 2 ** 20;

const run = promisify(execFile);

/** What a program says, on stdout alone; rejects, with what it said on stderr, when it fails. */
export async function output(program: string, args: readonly string[]): Promise<string> {
  const options = { timeout: LIMIT_MS, maxBuffer: MAX_OUTPUT_BYTES, killSignal: 'SIGKILL' } as const;
  return (await run(program, [...args], options)).stdout;
}

/** What a program complains of. Rejects where it does not fail. */
export async function complaint(program: string, args: readonly string[]): Promise<string> {
  const failed = await output(program, args).then(
    () => undefined,
    (error: unknown) => (error as { stderr: string }).stderr,
  );
  if (failed === undefined) throw new Error(`${program} ${args.join(' ')} did not fail`);
  return failed;
}
