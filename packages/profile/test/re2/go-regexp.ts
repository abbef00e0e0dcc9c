import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A pattern and texts to try it on. */
export interface Trial {
  readonly pattern: string;
  readonly texts: readonly string[];
}

/** Older ones accept less syntax, and other names of scripts. */
const FIRST_MINOR = 25;

/** Why the comparisons with Go cannot run here; `undefined` when they can. */
export const noGo = reasonAgainst(spawnSync('go', ['version'], { encoding: 'utf8' }));
if (noGo !== undefined) console.warn(noGo);

/** For each trial a digit a text, 1 for a match, or Go's error. */
export function askGo(trials: readonly Trial[]): string[] {
  const program = fileURLToPath(new URL('reference.go', import.meta.url));
  const input = trials.map(({ pattern, texts }) => `${JSON.stringify([pattern, ...texts])}\n`).join('');
  const output = execFileSync('go', ['run', program], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as string);
}

function reasonAgainst({ status, stdout }: { status: number | null; stdout: string }): string | undefined {
  if (status !== 0) return 'go is not on the PATH: not compared with Go';
  const minor = Number(/go1\.(\d+)/.exec(stdout)?.[1]);
  return minor >= FIRST_MINOR
    ? undefined
    : `Go 1.${minor} is older than 1.${FIRST_MINOR}: not compared with Go`;
}
