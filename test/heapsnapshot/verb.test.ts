import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchProgram } from '../support/child-program.js';
import { PtyTerminal } from '../support/pty-terminal.js';
import { runCli } from '../support/run-cli.js';
import { cliPath } from '../support/session-story.js';
import { until } from '../support/until.js';

const app = (name: string) => fileURLToPath(new URL(`../../fixtures/apps/${name}`, import.meta.url));
const REGISTER = new URL('../../packages/cli/dist/register.js', import.meta.url).href;
/** Texts of the records. */
const HELD = /request-\d|session-\d/;
/** Has its allocations tracked, and writes them into the file that it is given. */
const TRACKED = `
  import { Session } from 'node:inspector/promises';
  import { writeFileSync } from 'node:fs';
  const session = new Session();
  session.connect();
  let text = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ params }) => (text += params.chunk));
  await session.post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true });
  const kept = [];
  function keepTracked(id) { kept.push({ id, tokens: ['a' + id, 'b' + id] }); }
  for (let id = 0; id < 2000; id++) keepTracked(id);
  await session.post('HeapProfiler.stopTrackingHeapObjects');
  writeFileSync(process.argv[1], text);
  if (kept.length !== 2000) process.exit(1);
`;

let directory: string;
/** Of a process whose cache holds 4,000 records. */
let last: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-snapshot-'));
  last = join(directory, 'last.heapsnapshot');
  const program = launchProgram({
    args: [app('leaks-in-heap/map-cache.mjs'), last],
  });
  expect(await program.exited, program.stderr()).toBe(0);
});
afterAll(() => rm(directory, { recursive: true }));

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { exit, stdout, stderr } = await runCli(['snapshot', ...args, '--json']);
  expect(stderr).toBe('');
  expect([0, 1]).toContain(exit);
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function text(...args: readonly string[]): Promise<string> {
  const { exit, stdout, stderr } = await runCli(['snapshot', ...args]);
  expect(stderr).toBe('');
  expect(exit).toBe(0);
  return stdout;
}

describe('what one snapshot holds', () => {
  it('its classes, without what strings hold', async () => {
    const told = await text('top', last);
    expect(told).toMatch(/^ *4,000 .* SessionRecord$/m);
    expect(told).not.toMatch(HELD);
    const { schema, classes } = await json('top', last, '--order', 'count', '--node-count', '0');
    expect(schema).toBe('heaptide.snapshot-top/1');
    expect(classes).toContainEqual(expect.objectContaining({ class: 'SessionRecord', count: 4_000 }));
    expect(JSON.stringify(classes)).not.toMatch(HELD);
  });

  it('its classes without its references, in little memory', async () => {
    expect(await text('top', last, '--lite')).toMatch(/^ *4,000 .* SessionRecord$/m);
  });

  it('its kinds', async () => {
    expect(await text('summary', last)).toContain('compiled code');
    const { schema, total, strings } = await json('summary', last);
    expect(schema).toBe('heaptide.snapshot-summary/1');
    expect(total).toBeGreaterThan(strings as number);
  });

  it('who holds an object', async () => {
    const told = await text('path', last, '--class', 'SessionRecord');
    expect(told).toContain('variable cache');
    expect(told).toContain('.records -> Map');
    const { paths, object } = await json('path', last, '--class', 'SessionRecord');
    const { id } = object as { readonly id: number };
    expect(await json('path', last, '--id', String(id))).toMatchObject({ object, paths });
  });

  it('who would free what', async () => {
    expect(await text('dominators', last)).toContain('4,000 x SessionRecord');
    expect(await text('dominators', last, '--class', 'SessionCache')).toMatch(/held by SessionCache @\d+$/m);
  });

  it('every node, one line each', async () => {
    const { exit, stdout } = await runCli(['snapshot', 'nodes', last, '--ndjson', '--no-cache']);
    expect(exit).toBe(0);
    const header = (await readFile(last, 'latin1')).slice(0, 4000);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(Number(/"node_count":(\d+)/.exec(header)![1]));
    const nodes = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(Object.keys(nodes[0]!)).toEqual([
      'id',
      'type',
      'class',
      'selfSize',
      'retainedSize',
      'distance',
      'dominatorId',
    ]);
    expect(nodes.filter((node) => node.class === 'SessionRecord')).toHaveLength(4_000);
  });

  it('what a query asks for', async () => {
    const told = await text('query', last, 'class = "SessionCache" limit 5');
    expect(told).toContain('SessionCache');
    const { schema, rows } = await json('query', last, 'select class, count() group by class');
    expect(schema).toBe('heaptide.snapshot-query/1');
    expect(rows).toContainEqual(expect.arrayContaining(['SessionRecord', 4_000]));
  });

  it.each(['collections', 'listeners', 'timers', 'promises', 'buffers', 'strings', 'contexts', 'sliced'])(
    'its %s, without what strings hold',
    async (kind) => {
      const told = await text('census', last, kind);
      expect(told).not.toBe('');
      expect(told).not.toMatch(HELD);
      const census = await json('census', last, kind);
      expect(census).toMatchObject({ schema: 'heaptide.snapshot-census/1' });
      expect(JSON.stringify(census)).not.toMatch(HELD);
    },
  );
});

describe('files', () => {
  it('a snapshot is read packed, too', async () => {
    const packed = join(directory, 'packed.heapsnapshot.gz');
    await writeFile(packed, gzipSync(await readFile(last), { level: 1 }));
    expect(await text('top', packed)).toBe(await text('top', last));
  });

  it('a scrubbed one has the same sizes', async () => {
    const scrubbed = join(directory, 'scrubbed.heapsnapshot');
    const { exit, stderr } = await runCli(['snapshot', 'scrub', last, scrubbed]);
    expect(exit, stderr).toBe(0);
    expect(await text('top', scrubbed)).toBe(await text('top', last));
    expect(await readFile(scrubbed, 'latin1')).not.toContain('request-1');
  });

  it('one is taken of a live process', async () => {
    const program = launchProgram({
      nodeArgs: ['--import', REGISTER],
      args: ['-e', 'setInterval(() => undefined, 1000)'],
      env: { HEAPTIDE_ADDR: '127.0.0.1:0', HEAPTIDE_SNAPSHOT: '1', NODE_OPTIONS: undefined },
    });
    try {
      const served = () => /heap profiles at (\S+)\n/.exec(program.stderr())?.[1];
      await until(() => served() !== undefined, 20_000);
      const path = join(directory, 'taken.heapsnapshot');
      const { exit, stdout, stderr } = await runCli(['snapshot', 'take', served()!, '-o', path]);
      expect(exit, stderr).toBe(0);
      expect(stdout).toBe(`${path}\n`);
      expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
      expect(await text('summary', path)).toContain('strings');
    } finally {
      await program.stop();
    }
  });

  it('allocations of a .heapprofile become a pprof', async () => {
    const heapProfile = join(directory, 'a.heapprofile');
    const frame = {
      functionName: 'leak',
      scriptId: '1',
      url: 'file:///a.js',
      lineNumber: 3,
      columnNumber: 1,
    };
    await writeFile(
      heapProfile,
      JSON.stringify({
        head: {
          callFrame: { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 },
          selfSize: 0,
          id: 1,
          children: [{ callFrame: frame, selfSize: 4096, id: 2, children: [] }],
        },
        samples: [{ size: 64, count: 64, nodeId: 2, ordinal: 1 }],
      }),
    );
    const pprof = join(directory, 'a.pb.gz');
    const { exit, stdout, stderr } = await runCli(['snapshot', 'pprof', heapProfile, '-o', pprof]);
    expect(exit, stderr).toBe(0);
    expect(stdout).toBe(`${pprof}\n`);
    expect((await runCli(['top', pprof])).stdout).toContain('leak');
  });

  it('allocations that were tracked become a pprof', async () => {
    const timeline = join(directory, 'tracked.heaptimeline');
    const program = launchProgram({ args: ['--input-type=module', '-e', TRACKED, timeline] });
    expect(await program.exited, program.stderr()).toBe(0);
    const { exit, stdout, stderr } = await runCli(['snapshot', 'pprof', timeline]);
    expect(exit, stderr).toBe(0);
    expect(stdout).toBe(`${join(directory, 'tracked')}.pb.gz\n`);
    expect((await runCli(['top', stdout.trim()])).stdout).toContain('keepTracked');
  });
});

describe('bad input is one clear line on stderr, nothing on stdout and exit 2', () => {
  async function refused(args: readonly string[]): Promise<string> {
    const { exit, stdout, stderr } = await runCli(['snapshot', ...args]);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^heaptide: [^\n]+\n$/);
    expect(exit).toBe(2);
    return stderr;
  }

  it.each([
    ['an unknown action', ['tops', 'a'], /no action "tops"/],
    ['no action', [], /Missing argument: action/],
    ['no file', ['top'], /heaptide snapshot top <file>/],
    ['an unknown file', ['top', 'none.heapsnapshot'], /no such file: none\.heapsnapshot.*HT_E_NO_SUCH_FILE/],
    ['an unknown census', ['census', 'none.heapsnapshot', 'cats'], /"cats".*timers/],
    ['a path to nothing', ['path', 'none.heapsnapshot'], /--id N/],
    [
      'an action without a terminal',
      ['open', 'none.heapsnapshot'],
      /heaptide snapshot top none\.heapsnapshot/,
    ],
  ])('%s', async (_, args, says) => {
    expect(await refused(args)).toMatch(says);
  });

  it.each<[string, (path: string) => Promise<unknown>, RegExp]>([
    ['an empty file', (path) => writeFile(path, ''), /HT_E_SNAPSHOT_CUT/],
    ['another kind of file', (path) => writeFile(path, '<!DOCTYPE html>'), /HT_E_NOT_A_SNAPSHOT/],
    ['gzip of nothing', (path) => writeFile(path, gzipSync('')), /HT_E_SNAPSHOT_CUT/],
    ['one that was cut', cut(0.6), /HT_E_SNAPSHOT_CUT/],
    ['one that was cut behind its header', cut(0.001), /HT_E_(SNAPSHOT_CUT|BAD_SNAPSHOT)/],
  ])('%s', async (what, make, says) => {
    const path = join(directory, `${what.replaceAll(' ', '-')}.heapsnapshot`);
    await make(path);
    for (const action of [['top'], ['path', '--id', '1'], ['nodes', '--ndjson']])
      expect(await refused([action[0]!, path, ...action.slice(1)])).toMatch(says);
  });

  it('an object that is not there', async () => {
    expect(await refused(['path', last, '--id', '2'])).toMatch(/no object @2/);
    expect(await refused(['path', last, '--class', 'Nobody'])).toMatch(/no object of a class "Nobody"/);
  });

  it('a query that does not hold', async () => {
    expect(await refused(['query', last, 'class = = "x"'])).toMatch(/HT_E_|query|expected/i);
  });

  function cut(share: number) {
    return async (path: string) => {
      await copyFile(last, path);
      const file = await open(path);
      const { size } = await file.stat();
      await file.close();
      await truncate(path, Math.floor(share * size));
    };
  }
});

it('a reader that has seen enough is no error', async () => {
  const child = spawn(process.execPath, [cliPath, 'snapshot', 'nodes', last, '--ndjson', '--no-cache'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

describe('the screen', () => {
  function show(columns: number, rows: number, env: Readonly<Record<string, string>> = {}): PtyTerminal {
    return new PtyTerminal(process.execPath, [cliPath, 'snapshot', 'open', last, '--no-cache'], {
      columns,
      rows,
      env,
    });
  }

  it.each([
    [60, 15],
    [80, 24],
    [200, 60],
  ])('looks around at %dx%d and leaves the terminal as it was', async (columns, rows) => {
    const terminal = show(columns, rows);
    try {
      await terminal.shows('[1 classes]');
      await terminal.shows('RETAINED');
      terminal.type('/SessionRecord\r');
      await terminal.shows('row 1 of 1 ');
      terminal.type('\r');
      await terminal.shows(/SessionRecord @\d+/);
      terminal.type('j3');
      await terminal.shows('[3 path]');
      await terminal.shows('.records');
      terminal.type('2');
      await terminal.shows('[2 dominators]');
      terminal.type('q');
      expect(await terminal.exited).toBe(0);
      expect(terminal.buffer).toBe('normal');
      expect(terminal.isCursorHidden).toBe(false);
    } finally {
      terminal.kill();
    }
  });

  it('has not one colour under NO_COLOR', async () => {
    const terminal = show(100, 30, { NO_COLOR: '1' });
    try {
      await terminal.shows('RETAINED');
      await terminal.drawn();
      // eslint-disable-next-line no-control-regex -- what styles are made of
      expect(terminal.raw).not.toMatch(/\u001B\[[\d;]*m/);
      terminal.type('q');
      expect(await terminal.exited).toBe(0);
    } finally {
      terminal.kill();
    }
  });

  it('leaves at once while it still reads', async () => {
    const terminal = show(80, 24);
    try {
      await terminal.until(() => terminal.buffer === 'alternate');
      terminal.type('\u0003');
      expect(await terminal.exited).toBe(0);
    } finally {
      terminal.kill();
    }
  });

  it('says why a file cannot be opened', async () => {
    const path = join(directory, 'screen-empty.heapsnapshot');
    await writeFile(path, '');
    const terminal = new PtyTerminal(process.execPath, [cliPath, 'snapshot', 'open', path], {
      columns: 120,
      rows: 30,
    });
    try {
      expect(await terminal.exited).toBe(2);
      expect(terminal.buffer).toBe('normal');
      expect(terminal.text()).toContain('HT_E_SNAPSHOT_CUT');
    } finally {
      terminal.kill();
    }
  });
});
