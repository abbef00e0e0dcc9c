import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GrowthReport } from '@heaptide/growth';
import { REGISTER } from '../agent/workbench.js';
import { type Program, startProgram } from '../support/child-program.js';
import { until } from '../support/until.js';
import { runCli } from '../support/run-cli.js';
import { BEGINS, type BuiltProgram, bundleProgram, compileProgram } from './typescript-program.js';

/** With inlining, V8 charges what a hot function allocates to its caller. */
const EXACT_SITES = ['--no-turbo-inlining', '--no-maglev-inlining'];
const ADDRESS_LINE = /^heaptide: heap profiles at (http:\S+)\/debug\/heap$/m;

interface Row {
  readonly function: string;
  readonly file?: string;
  readonly line?: number;
}

let directory: string;
let program: Program | undefined;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-maps-'));
});
afterEach(async () => {
  await program?.stop();
  program = undefined;
});
afterAll(() => rm(directory, { recursive: true }));

/** Starts what was built under the agent; gives the agent's address. */
async function start({ main }: BuiltProgram): Promise<string> {
  program = await startProgram({
    args: [main],
    nodeArgs: [...EXACT_SITES, '--import', REGISTER],
    env: { HEAPTIDE_ADDR: '127.0.0.1:0', HEAPTIDE_INTERVAL: '1024', NODE_OPTIONS: undefined },
  });
  const started = program;
  await until(() => ADDRESS_LINE.test(started.stderr()), 10_000);
  return ADDRESS_LINE.exec(started.stderr())![1]!;
}

async function keep(count: number): Promise<void> {
  await fetch(`${program!.url}/?n=${count}`);
}

async function top(...args: string[]): Promise<Row[]> {
  const run = await runCli(['top', ...args, '--json', '--node-count', '0']);
  expect(run.exit, run.stderr).toBe(0);
  return (JSON.parse(run.stdout) as { functions: Row[] }).functions;
}

function expected(src: string, names?: readonly string[]): unknown[] {
  const rows = [
    { function: 'keepSessions', file: join(src, 'server.ts'), line: BEGINS.keepSessions },
    { function: 'rememberVisit', file: join(src, 'sessions.ts'), line: BEGINS.rememberVisit },
    { function: 'SessionRecord', file: join(src, 'sessions.ts'), line: BEGINS.SessionRecord },
    { function: 'openSession', file: join(src, 'sessions.ts'), line: BEGINS.openSession },
  ];
  return rows
    .filter((row) => names?.includes(row.function) ?? true)
    .map((row) => expect.objectContaining(row) as unknown);
}

describe.each<[how: string, build: (place: string) => Promise<BuiltProgram>]>([
  ['compiled by tsc', compileProgram],
  ['bundled and minified, with a map beside it', (place) => bundleProgram(place, true)],
  ['bundled and minified, with the map inline', (place) => bundleProgram(place, 'inline')],
])('a TypeScript program that was %s', (how, build) => {
  it('has names and lines of its sources in top', async () => {
    const built = await build(join(directory, how));
    const live = await start(built);
    await keep(5000);
    const raw = await top(live);
    expect(raw.filter(({ file }) => file?.endsWith('.ts'))).toEqual([]);
    expect(await top(live, '--source-maps')).toEqual(expect.arrayContaining(expected(built.src)));
  });
});

describe('captures of a minified bundle', () => {
  let built: BuiltProgram;
  let series: string;
  let last: string;

  beforeAll(async () => {
    built = await bundleProgram(join(directory, 'series'), true);
    series = join(directory, 'captures');
    const live = await start(built);
    await keep(1000);
    for (let capture = 0; capture < 4; capture++) {
      await keep(2000);
      const saved = await runCli(['capture', live, '-o', series]);
      expect(saved.exit, saved.stderr).toBe(0);
      last = saved.stdout.trim();
    }
    await program?.stop();
  });

  it('have them in growth and in diff', async () => {
    const judged = await runCli(['growth', series, '--source-maps', '--all', '--json']);
    const { sites } = JSON.parse(judged.stdout) as GrowthReport;
    expect(sites).toEqual(expect.arrayContaining(expected(built.src)));
    const site = sites.find((each) => each.function === 'rememberVisit')!;
    expect(site.path.at(-2)).toMatchObject({
      function: 'keepSessions',
      file: join(built.src, 'server.ts'),
      line: BEGINS.keepSessions,
    });
    const raw = await runCli(['growth', series, '--all', '--json']);
    expect(raw.stdout).toContain('bundle.mjs');
    expect(raw.stdout).not.toContain('.ts"');

    const { stdout } = await runCli(['diff', last, last, '--source-maps', '--json', '--node-count', '0']);
    // V8 may inline the constructor before a single one of its objects is sampled.
    const rows = expected(built.src, ['keepSessions', 'rememberVisit', 'openSession']);
    expect((JSON.parse(stdout) as { functions: Row[] }).functions).toEqual(expect.arrayContaining(rows));
  });

  it('have them in tree, peek, list, flame and by the environment', async () => {
    const line = `${join(built.src, 'sessions.ts')}:${BEGINS.rememberVisit}`;
    const maps = { env: { HEAPTIDE_SOURCE_MAPS: 'yes' } };
    expect((await runCli(['tree', last], maps)).stdout).toContain(`rememberVisit ${line}`);
    expect((await runCli(['peek', 'keepSessions', last], maps)).stdout).toContain(`rememberVisit ${line}`);
    expect((await runCli(['list', 'rememberVisit', last], maps)).stdout).toMatch(
      new RegExp(`${BEGINS.rememberVisit}: +rememberVisit\\(id: number\\): void \\{`),
    );
    expect((await runCli(['flame', last, '--format', 'folded'], maps)).stdout).toMatch(
      /keepSessions;openSession;SessionRecord/,
    );
  });

  it('have them by a directory, when the program ran elsewhere', async () => {
    const elsewhere = join(directory, 'elsewhere');
    await cp(built.dist, join(elsewhere, 'dist'), { recursive: true });
    const moved = join(directory, 'moved');
    await rename(built.dist, moved);
    try {
      const without = await runCli(['top', last, '--source-maps', '--focus', 'bundle']);
      expect(without.exit).toBe(0);
      expect(without.stdout).toContain('bundle.mjs');
      const rows = await top(last, '--source-map-dir', elsewhere);
      expect(rows).toEqual(expect.arrayContaining(expected(join(elsewhere, 'src'))));
    } finally {
      await rename(moved, built.dist);
    }
  });

  it('keep their names under a map that does not hold, and say so in one line', async () => {
    const map = `${built.main}.map`;
    const text = await readFile(map, 'utf8');
    await writeFile(map, text.slice(0, 100));
    try {
      const { exit, stdout, stderr } = await runCli(['top', last, '--source-maps']);
      expect(exit).toBe(0);
      expect(stdout).toContain('bundle.mjs:1');
      expect(stderr).toMatch(
        /^heaptide: --source-maps: .*bundle\.mjs is passed over: it is no JSON \(HT_E_BAD_SOURCE_MAP\)$/m,
      );
      expect(stderr.match(/BAD_SOURCE_MAP/g)).toHaveLength(1);
    } finally {
      await writeFile(map, text);
    }
  });

  it('do not wait for a map that is a pipe', async () => {
    const map = `${built.main}.map`;
    const aside = join(directory, 'aside.map');
    await rename(map, aside);
    await promisify(execFile)('mkfifo', [map]);
    try {
      const { exit, stdout, stderr } = await runCli(['top', last, '--source-maps', '-v'], {
        timeoutMs: 20_000,
      });
      expect(exit).toBe(0);
      expect(stdout).toContain('bundle.mjs:1');
      expect(stderr).toMatch(/no map found for .* first: .*bundle\.mjs/);
    } finally {
      await rm(map);
      await rename(aside, map);
    }
  });

  it('cannot be mapped by a directory that is none', async () => {
    const none = await runCli(['top', last, '--source-map-dir', join(directory, 'none')]);
    expect(none).toMatchObject({ exit: 2, stdout: '' });
    expect(none.stderr).toMatch(/no such directory: .*none \(HT_E_NO_SUCH_FILE\)/);
    const file = await runCli(['top', last, '--source-map-dir', last]);
    expect(file).toMatchObject({ exit: 2, stdout: '' });
    expect(file.stderr).toMatch(/--source-map-dir takes a directory/);
  });
});

it('a command without the flag loads nothing of it', async () => {
  const bundled = fileURLToPath(new URL('../../packages/cli/bundled/', import.meta.url));
  const texts = await Promise.all(
    (await readdir(bundled)).map(
      async (name) => [name, await readFile(join(bundled, name), 'utf8')] as const,
    ),
  );
  const [mapper, ...others] = texts.filter(([, text]) => text.includes('sourceMappingURL='));
  expect(others).toEqual([]);
  const importers = texts.filter(([, text]) => text.includes(`./${mapper![0]}`));
  expect(importers).toHaveLength(1);
  expect(importers[0]![1]).toContain(`await import("./${mapper![0]}")`);
});
