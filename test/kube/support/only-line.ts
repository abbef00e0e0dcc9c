import type { CliRun } from '../../support/run-cli.js';

/** What a command line that came to nothing has said; throws when it has printed, said more than one line, or exited otherwise than with 2. */
export function onlyLine({ exit, stdout, stderr }: CliRun): string {
  const [line = '', ...more] = stderr.trimEnd().split('\n');
  if (exit !== 2 || stdout !== '' || more.length > 0) {
    throw new Error(`exit ${exit}\nstdout: ${stdout}\nstderr: ${stderr}`);
  }
  return line;
}
