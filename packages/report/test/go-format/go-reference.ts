import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type GoCall = readonly [what: string, first: string, second: string];

/** Why the comparisons with Go cannot run here; `undefined` when they can. */
export const noGo =
  spawnSync('go', ['version']).status === 0 ? undefined : 'go is not on the PATH: not compared with Go';
if (noGo !== undefined) console.warn(noGo);

/** What Go answers to each call of reference.go. */
export function askGo(calls: readonly GoCall[]): string[] {
  const program = fileURLToPath(new URL('reference.go', import.meta.url));
  const input = calls.map((call) => `${JSON.stringify(call)}\n`).join('');
  const output = execFileSync('go', ['run', program], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as string);
}

/** A double as reference.go takes it. */
export function bitsOf(value: number): string {
  return new BigUint64Array(Float64Array.of(value).buffer)[0]!.toString();
}
