import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterEach, describe, expect, it } from 'vitest';
import { CdpConnection } from '@heaptide/targets/attach';
import { launchProgram, type Program, startProgram } from '../support/child-program.js';
import { describeEachNode } from '../support/describe-each-node.js';
import { runCli } from '../support/run-cli.js';
import { cliPath } from '../support/session-story.js';
import { until } from '../support/until.js';
import { BEATING, type BeatingProgram, startAgented, startBeating } from './support/beating-program.js';

const LIMIT_MS = 90_000;
const HELD = /^held: sessions Map in beating\.mjs keeps what newSession makes: \+\d+ entries per second$/m;

const started: Program[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((program) => program.stop()));
});

async function own<T extends Program>(starting: Promise<T>): Promise<T> {
  const program = await starting;
  started.push(program);
  return program;
}

const why = (...args: readonly string[]) => runCli(['why', ...args], { timeoutMs: LIMIT_MS });

function listens({ port }: BeatingProgram): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

await describeEachNode(
  ({ execPath }) => {
    it('says who keeps what a function makes, by the inspector, which is closed again', async () => {
      const program = await own(startBeating({ execPath }));
      const { stdout, stderr, exit } = await why('newSession@beating.mjs', `pid:${program.pid}`);
      expect(stdout, stderr).toMatch(HELD);
      expect(stdout).toMatch(/^ {2}path {6}beating\.mjs › sessions Map › \[value\] Session$/m);
      expect(exit).toBe(1);
      expect(await listens(program)).toBe(false);
      expect(await program.longest()).toBeLessThan(1000);
    });
  },
  { atOnce: false },
);

describe('heaptide why', () => {
  it('says of what dies that it does, and exits with 0', async () => {
    const program = await own(startBeating({ inspected: true }));
    const { stdout, exit } = await why('newDraft', `inspect://127.0.0.1:${program.port}`, '--gc');
    expect(stdout).toMatch(/^dies: what newDraft makes dies: (\d+) of \1 caught are gone after /m);
    expect(exit).toBe(0);
  });

  it('asks about the first site that is found to grow, and gives JSON alone on stdout', async () => {
    const program = await own(startAgented());
    const { stdout, stderr, exit } = await why(program.heapUrl, '--every', '500ms', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'heaptide.why/1',
      state: 'held',
      pid: program.pid,
      holder: { name: 'sessions', kind: 'Map' },
    });
    expect(stderr).toMatch(/^capture 1 of 12: /m);
    expect(stderr).toMatch(/^heaptide: asking http:\S+ who keeps what (?:newSession|Session) makes: /m);
    expect(exit).toBe(1);
  });

  it('is told by an agent in one line how it would be allowed', async () => {
    const program = await own(startAgented({ allowWhy: false }));
    const { stdout, stderr, exit } = await why('newSession', program.heapUrl);
    expect({ stdout, exit }).toEqual({ stdout: '', exit: 2 });
    expect(stderr.trim().split('\n').at(-1)).toMatch(
      /does not allow to be asked why.*HEAPTIDE_ALLOW_WHY=1.*\(HT_E_WHY_NOT_ALLOWED\)$/,
    );
  });

  it('names a function that there is not, with those that there are', async () => {
    const program = await own(startBeating({ inspected: true }));
    const { stderr, exit } = await why('newSesion', `inspect://127.0.0.1:${program.port}`);
    expect(stderr).toMatch(/no function "newSesion" allocates in .*; most is held by .* \(HT_E_WHY\)$/m);
    expect(exit).toBe(2);
  });

  it('leaves a process alone that a debugger is attached to, or that is being asked', async () => {
    const program = await own(startBeating({ inspected: true }));
    const url = `inspect://127.0.0.1:${program.port}`;
    const place = { kind: 'address', host: '127.0.0.1', port: program.port } as const;
    const other = await CdpConnection.open(place, { name: 'the test' });
    const beside = await why('newSession', url);
    expect(beside.stderr).toMatch(
      new RegExp(`another debugger \\(pid ${process.pid}\\) is attached to .* \\(HT_E_ATTACH_REFUSED\\)`),
    );
    expect(beside.exit).toBe(2);
    await other.close();

    // On a busy machine the first may be answered before the second has come up.
    for (let left = 3, isLate = true; isLate; left--) {
      const first = launchProgram({ args: [cliPath, 'why', 'newSession', url, '--verbose'] });
      try {
        await until(() => first.stderr().includes('heaptide: catching'), 20_000);
        const second = await why('newSession@beating.mjs', url, '--window', '50ms');
        isLate = second.exit === 1 && left > 1;
        if (!isLate) {
          expect(second.stderr).toMatch(/is being asked already \(by pid \d+\) \(HT_E_WHY\)$/m);
          expect(await first.exited).toBe(1);
        }
      } finally {
        await first.stop();
      }
    }
  });

  it('speaks of the sources, and takes their names', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'heaptide-why-'));
    try {
      const file = join(directory, 'store.js');
      const source = `
interface Row { readonly cells: readonly number[] }
const rows: Row[] = [];
// A comment, which a compiler leaves out.
function keepRow(cell: number): Row {
  const row: Row = { cells: new Array<number>(100).fill(cell) };
  rows.push(row);
  return row;
}
setInterval(() => keepRow(rows.length), 10);
require('node:http').createServer().listen(0, () => console.log('listening http://127.0.0.1/'));
`;
      const { outputText, sourceMapText } = ts.transpileModule(source, {
        fileName: join(directory, 'store.ts'),
        compilerOptions: { sourceMap: true, removeComments: true, target: ts.ScriptTarget.ES2022 },
      });
      await writeFile(file, outputText);
      await writeFile(`${file}.map`, sourceMapText!);
      const program = await own(startProgram({ args: [file] }));
      const { stdout, exit } = await why('keepRow@store.ts:5', `pid:${program.pid}`, '--source-maps');
      expect(stdout).toMatch(/^held: rows Array in store\.ts keeps what keepRow makes/m);
      expect(stdout).toMatch(/^ {2}site {6}keepRow \(.*\/store\.ts:5:/m);
      expect(exit).toBe(1);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it.each([
    [['newSession', 'series/'], /"series\/" is a file or a directory/],
    [[], /Missing argument: target/],
    [['f', 'pid:1', '--mode', 'look'], /--mode is one of walk, snapshot/],
    [['f', 'http://127.0.0.1:1', '--output', 'x'], /--output takes --mode snapshot/],
    [['f', 'http://127.0.0.1:1', '--mode', 'snapshot'], /does not go by the agent/],
    [['f', 'pid:1', '--captures', '0'], /--captures takes a whole number from 1/],
    [['f', 'pod/web', '--attach'], /needs the agent in the process .*\(HT_E_WHY\)/],
  ])('takes %j for wrong use', async (args, message) => {
    const { stderr, exit } = await why(...args);
    expect(stderr).toMatch(message);
    expect(exit).toBe(2);
  });
});

describe('heaptide growth --why', () => {
  it('puts the answer beside its site, and confirms by it what the captures could not yet', async () => {
    const program = await own(startAgented());
    const { stdout, exit } = await runCli(
      ['growth', program.heapUrl, '--every', '700ms', '--count', '11', '--why', '--json'],
      { timeoutMs: LIMIT_MS },
    );
    const report = JSON.parse(stdout) as {
      verdict: string;
      sites: { confirmed: boolean; reason: string; why: { schema: string; state: string } | null }[];
    };
    expect(report.verdict).toBe('leak');
    const [first, ...others] = report.sites;
    expect(first).toMatchObject({ confirmed: true, why: { schema: 'heaptide.why/1', state: 'held' } });
    expect(first!.reason).toContain('confirmed by what keeps it: sessions Map in beating.mjs keeps what');
    expect(others.every(({ why }) => why === null)).toBe(true);
    expect(exit).toBe(1);
  });

  it('takes a live process', async () => {
    const { stderr, exit } = await runCli(['growth', 'series/', '--why']);
    expect(stderr).toMatch(/--why takes a live process/);
    expect(exit).toBe(2);
  });
});

it('heaptide run names who keeps what is found to leak, before it ends the program', async () => {
  const { stdout, exit } = await runCli(
    [
      'run',
      '--every',
      '500ms',
      '--duration',
      '14s',
      '--exact',
      '--interval',
      '2048',
      '--',
      process.execPath,
      BEATING,
    ],
    { timeoutMs: LIMIT_MS },
  );
  expect(stdout).toMatch(
    /^ {2}kept by {3}sessions Map in beating\.mjs keeps what (?:newSession|Session) makes/m,
  );
  expect(stdout).toMatch(/^result: leak.*\(exit 1\)$/m);
  expect(exit).toBe(1);
});

it('heaptide check names who keeps what leaks, in its text and in its JSON', async () => {
  const programs = new URL('../check/programs/', import.meta.url);
  const [ask, server] = ['ask.mjs', 'leaking-server.mjs'].map((name) =>
    fileURLToPath(new URL(name, programs)),
  );
  const work = `${JSON.stringify(process.execPath)} ${JSON.stringify(ask)} 100`;
  const flags = ['--rounds', '15', '--warmup', '1', '--work', work];
  const checked = await runCli(['check', ...flags, '--', process.execPath, server!], {
    env: { GITHUB_ACTIONS: '' },
    timeoutMs: LIMIT_MS,
  });
  expect(checked.stdout).toMatch(
    /^not allowed: rememberRequest@.*\n {2}kept by: kept Array in leaking-server\.mjs keeps what rememberRequest makes: \+\d\.\d\d entries per request$/m,
  );
  expect(checked.exit).toBe(1);
});
