import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
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

/**
 * A directory to run the cases in: the profiles of the folder, and beside them the sources that the folder leaves out,
 * written anew from what the listings show of them. Ends in `profiles`; the caller removes what it lies in.
 */
export function workplace(folder: string): string {
  const root = mkdtempSync(join(tmpdir(), 'heaptide-golden-'));
  symlinkSync(join(folder, 'profiles'), join(root, 'profiles'));
  const sources = new Map<string, string[]>();
  for (const { args, stdout } of goldenCases(folder)) {
    if (!args.some((arg) => arg.startsWith('-list')) || stdout === undefined) continue;
    let lines: string[] = [];
    for (const line of readFileSync(join(folder, 'expected', stdout), 'utf8').split('\n')) {
      const file = /^ROUTINE =+ .* in (?:.*\/)?([^/]+)$/.exec(line)?.[1];
      if (file !== undefined) sources.set(file, (lines = sources.get(file) ?? []));
      const source = /^ *\S+ +\S+ +(\d+):(.*)$/.exec(line);
      if (source) lines[Number(source[1]) - 1] = source[2]!;
    }
  }
  mkdirSync(join(root, 'src'));
  for (const [file, lines] of sources) {
    if (lines.length > 0)
      writeFileSync(join(root, 'src', file), Array.from(lines, (line) => `${line}\n`).join(''));
  }
  return join(root, 'profiles');
}

/** `cwd`: a {@link workplace}. */
export async function actualRun(cwd: string, { id, args }: GoldenCase): Promise<PprofRun> {
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
