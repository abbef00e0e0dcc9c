import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PprofRun, runInProcess } from './run-in-process.js';

/** A command line and what google/pprof made of it. */
export interface GoldenCase {
  readonly id: string;
  readonly tags: readonly string[];
  /** `{OUT}` stands for a file that the case writes. */
  readonly args: readonly string[];
  readonly exit: number;
  readonly stderr?: string;
  /** File with what it printed, or with what `-raw` prints of the file it wrote; absent: nothing. */
  readonly stdout?: string;
}

/** The cases of a folder, `[]` where there is none. */
export function goldenCases(folder: string): readonly GoldenCase[] {
  const list = join(folder, 'cases.json');
  if (!existsSync(list)) return [];
  return (JSON.parse(readFileSync(list, 'utf8')) as { cases: GoldenCase[] }).cases;
}

export function expectedRun(folder: string, { exit, stdout, stderr = '' }: GoldenCase): PprofRun {
  const text = stdout === undefined ? '' : readFileSync(join(folder, 'expected', stdout), 'utf8');
  return { exit, stdout: text, stderr: senseOf(stderr) };
}

export async function actualRun(folder: string, { id, args }: GoldenCase): Promise<PprofRun> {
  const cwd = join(folder, 'profiles');
  const written = join(tmpdir(), `heaptide-golden-${process.pid}-${id}`);
  const writes = args.some((arg) => arg.includes('{OUT}'));
  const run = await runInProcess(
    args.map((arg) => arg.replace('{OUT}', written)),
    { cwd },
  );
  const stderr = senseOf(run.stderr.replaceAll(written, '{OUT}'));
  if (!writes || run.exit !== 0) return { ...run, stderr };
  const { stdout } = await runInProcess(['-raw', '-symbolize=none', written], { cwd });
  return { ...run, stdout, stderr };
}

/** Without the noise that google/pprof makes about binaries, and the prefix that `go tool pprof` does not print. */
function senseOf(stderr: string): string {
  return stderr
    .replace('Main binary filename not available.\n', '')
    .replace(/^pprof: /m, '')
    .replace('for regexp: ', 'for regexp ')
    .trim();
}
