import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findGoPprof, runGoPprof } from './find-go-pprof.js';
import { runInProcess } from './run-in-process.js';

const profiles = fileURLToPath(new URL('../../fixtures/pprof/profiles', import.meta.url));
const zone = process.env.TZ;
let directory: string;
let pprof: string | undefined;

beforeAll(async () => {
  process.env.TZ = 'UTC';
  pprof = await findGoPprof();
});

afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'heaptide-'));
  cpSync(profiles, directory, { recursive: true });
});

afterEach(() => rmSync(directory, { recursive: true }));

/** The shell on a profile, fed these lines. */
const shell = (lines: readonly string[], profile = 'special-everything.pb.gz') =>
  runInProcess([profile], { cwd: directory, stdin: lines.map((line) => `${line}\n`).join('') });

const report = (...args: string[]) =>
  runInProcess([...args, 'special-everything.pb.gz'], { cwd: directory }).then(({ stdout }) => stdout);

describe('the shell', () => {
  it('prompts on stdout and greets on stderr', async () => {
    const { exit, stdout, stderr } = await shell([]);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '(pprof) ' });
    const lines = stderr.split('\n');
    expect(lines[0]).toBe('File: node');
    expect(lines).toContain('Type: inuse_space');
    expect(lines.at(-2)).toBe('Entering interactive mode (type "help" for commands, "o" for options)');
  });

  it('prints reports of ten rows without the lines about the profile', async () => {
    const { stdout } = await shell(['top', 'top2']);
    expect(stdout).toBe(
      `(pprof) ${await report('-top', '-compact_labels', '-nodecount=10')}` +
        `(pprof) ${await report('-top', '-compact_labels', '-nodecount=2')}(pprof) `,
    );
  });

  it('keeps options until they are cleared, and those of a command for that command', async () => {
    const { stdout } = await shell(['top 3 a', 'focus=a', 'top3', ':', 'top3', 'mean_inuse_space', 'top3']);
    const reports = stdout.split('(pprof) ').filter((text) => text !== '');
    const flags = ['-top', '-compact_labels', '-nodecount=3'];
    expect(reports).toEqual([
      await report(...flags, '-focus=a'),
      await report(...flags, '-focus=a'),
      await report(...flags),
      await report(...flags, '-mean', '-inuse_space'),
    ]);
  });

  it('tells what is wrong and goes on', async () => {
    const { exit, stdout, stderr } = await shell([
      'zork',
      'focus',
      'peek',
      'top >no/such',
      'sample_index=9',
      'top1',
    ]);
    expect(exit).toBe(0);
    expect(stdout).toContain('flat%');
    expect(stderr.split('\n').slice(-8)).toEqual([
      'Entering interactive mode (type "help" for commands, "o" for options)',
      'unrecognized command: "zork"',
      'please specify a value, e.g. focus=<val>',
      'command peek requires an argument',
      'Generating report in no/such',
      'open no/such: no such file or directory',
      expect.stringMatching(/^sample_index 9 is outside the range/),
      '',
    ]);
  });

  it.each(['quit', 'q', 'exit'])('ends at %s', async (word) => {
    expect((await shell([word, 'top'])).stdout).toBe('(pprof) ');
  });

  it('runs a last line that is not ended', async () => {
    const { stdout } = await runInProcess(['special-everything.pb.gz'], { cwd: directory, stdin: 'top1' });
    expect(stdout).toContain('flat%');
  });

  it('writes to files, and what is binary always', async () => {
    const { stdout, stderr } = await shell(['top1 >top.txt', 'raw > raw.txt', 'proto', 'proto', 'callgrind']);
    expect(stdout).toBe('(pprof) '.repeat(6));
    expect(readFileSync(join(directory, 'raw.txt'), 'utf8')).toBe(await report('-raw'));
    expect(stderr.split('\n').slice(-6, -1)).toEqual([
      'Generating report in top.txt',
      'Generating report in raw.txt',
      'Generating report in profile001.pb.gz',
      'Generating report in profile002.pb.gz',
      'Generating report in profile001.callgraph.out',
    ]);
    expect((await runInProcess(['-raw', 'profile001.pb.gz'], { cwd: directory })).stdout).toBe(
      await report('-raw'),
    );
  });

  it('has help for every command and option it lists', async () => {
    const { stderr } = await shell(['help']);
    const topics = [...stderr.matchAll(/^ {4,6}([a-z_]+) /gm)]
      .map(([, topic]) => topic!)
      .filter((topic) => !['granularity', 'sort', 'o', 'q'].includes(topic));
    expect(topics.length).toBeGreaterThan(50);
    const answers = await shell(topics.map((topic) => `help ${topic}`));
    expect(answers.stderr).not.toContain('Unknown command');
  });

  it('takes no command of endless length', async () => {
    const { exit, stderr } = await runInProcess(['special-everything.pb.gz'], {
      cwd: directory,
      stdin: 'x'.repeat(2 ** 21),
    });
    expect(exit).toBe(2);
    expect(stderr).toContain('a command of more than 1048576 characters');
  });
});

/** Without call_tree and files, under which the order of go tool pprof changes from run to run. */
const COMMANDS =
  `top3|top 2 a|top5 -a|top -cum 3|top 0|top -5|top +3|top 99999999999|top >|top 2 \\|cat|top 2 >x.txt|   top2   |top\t2
text3|tree2|tree 2 main|peek|peek a|tags|tags a|tags 3 -x y|tags >x.txt|traces|raw|comments|dot|list a|callgrind >x.txt|help zork
o|options|foo|a=b|=|q=|Top|top5x|top=3|nodecount|nodecount=|nodecount=x|nodecount=4|nodecount=-1|focus bar|focus3|focus|focus=a|focus=(
:|sort=zz|cum|cum=0|cum=true|flat=true|lines|lines=true|granularity=functions|sample_index=7|sample_index=
sample_index=0 //: note|inuse_space|mean_inuse_space|total_inuse_space|inuse_objects|mean=0|trim=maybe|trim|trim = no|divide_by=2
divide_by=0|divide_by=1e6|divide_by=1|nodefraction=0.1|edgefraction=1e-5|unit=auto|unit=minimum
relative_percentages=y|compact_labels=f|output=x.txt|output=|noinlines|show_from=a|show_from=|hide=a|hide=|ignore=a|prune_from=a
prune_from=|tagroot=bytes|tagfocus=1kb:|trim_path=/x //: a //: b|source_path|source_path=/z`
    .split(/\n|(?<!\\)\|/)
    .map((command) => command.replace('\\|', '|'));

it('a script prints the same as in go tool pprof, on stdout and stderr', async ({ skip }) => {
  if (pprof === undefined) return skip('there is no go tool pprof of Go 1.24 or later on this machine');
  const tool = pprof;
  const output = join(directory, 'x.txt');
  const fresh = <Run>(run: Run) => {
    const written = existsSync(output) ? readFileSync(output, 'utf8') : undefined;
    rmSync(output, { force: true });
    return { ...run, written };
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('go-heap-1.pb.gz', 'node-dd-leak-2.pb.gz', 'special-everything.pb.gz'),
      fc.array(fc.constantFrom(...COMMANDS), { minLength: 15, maxLength: 60 }),
      fc.constantFrom('', '\n', '\nquit\ntop\n'),
      async (profile, commands, end) => {
        const stdin = commands.join('\n') + end;
        const ours = fresh(await runInProcess([profile], { cwd: directory, stdin }));
        expect(ours).toEqual(fresh(runGoPprof(tool, [profile], { cwd: directory, stdin })));
      },
    ),
    { numRuns: 40 },
  );
});
