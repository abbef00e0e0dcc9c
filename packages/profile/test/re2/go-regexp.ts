import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A pattern and texts to try it on. */
export interface Trial {
  readonly pattern: string;
  readonly texts: readonly string[];
}

/** Why the comparisons with Go cannot run here; `undefined` when they can. */
export const noGo =
  spawnSync('go', ['version']).status === 0 ? undefined : 'go is not on the PATH: not compared with Go';
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
