/** JIT inlining turned off in a process that runs, as those meet it who ask the endpoint. */
import type { Capture } from '@heaptide/profile';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { devToolsOf, DEVTOOLS } from '../matrix/devtools.js';
import { runCli } from '../support/run-cli.js';
import { runNode } from './run-node.js';
import { bytesUnder, startWorkbench, type Workbench } from './workbench.js';

const PROGRAM = fileURLToPath(new URL('./programs/inlined-leak.mjs', import.meta.url));
const AGENT = new URL('../../packages/agent/dist/index.js', import.meta.url).href;
const INTERVAL = 8192;
const EXACT = '/debug/heap/exact';
const SWITCHED_ON = { reason: 'exact sites were switched on' };
const ENDED = { reason: 'exact sites ended' };
/** The isolate looks every second, and the worker half a second later. */
const LATE_MS = 4000;

interface Answer {
  readonly exactSites: boolean;
  readonly until?: string;
  readonly interval: number;
}

interface Stats {
  readonly exactSites: boolean;
  readonly exactSitesUntil?: string;
  readonly sampler: { readonly interval: number };
  readonly gaps: readonly { readonly reason: string }[];
}

/** Starts the program for one test, with which it ends. */
async function start(
  { onTestFinished }: TestContext,
  options: Parameters<typeof startWorkbench>[0] = {},
): Promise<Workbench> {
  const env = { HEAPTIDE_INTERVAL: String(INTERVAL), ...options.env };
  const bench = await startWorkbench({ program: PROGRAM, ...options, env });
  onTestFinished(() => bench.program.stop());
  return bench;
}

async function wish(bench: Workbench, query = '', method = 'POST'): Promise<Answer> {
  const answer = await bench.get(`${EXACT}${query}`, { method });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
  return (await answer.json()) as Answer;
}

const stats = async (bench: Workbench): Promise<Stats> =>
  (await (await bench.get('/debug/heap/stats')).json()) as Stats;

/** Share of what `leakMany` leaks that stands under the function that allocates it, once that is hot. */
async function shareOfLeaf(bench: Workbench): Promise<{ share: number; capture: Capture }> {
  for (let round = 0; round < 6; round++) await bench.tell('/leak?n=30000');
  await bench.tell('/drop');
  for (let round = 0; round < 3; round++) await bench.tell('/leak?n=30000');
  const capture = await bench.capture('gc=1&births=1');
  await bench.tell('/drop');
  return { share: bytesUnder(capture, 'keepRecord') / bytesUnder(capture, 'leakMany'), capture };
}

it('brings bytes under the function that allocates them, and is undone in full', async (test) => {
  const bench = await start(test);
  const before = await shareOfLeaf(bench);
  expect(before.capture.metadata!.exactSites).toBe(false);

  const answer = await wish(bench, '?seconds=60&interval=4096');
  expect(answer).toEqual({
    schema: 'heaptide.exact-sites/1',
    exactSites: true,
    always: false,
    until: expect.any(String) as string,
    interval: 4096,
    pauseMs: expect.any(Number) as number,
    cost: expect.stringContaining('more CPU per request') as string,
  });
  expect(Math.abs(Date.parse(answer.until!) - Date.now() - 60_000)).toBeLessThan(5000);
  expect(await stats(bench)).toMatchObject({
    exactSites: true,
    exactSitesUntil: answer.until,
    sampler: { interval: 4096, reason: { asked: INTERVAL, text: 'as asked for a while' } },
    gaps: [SWITCHED_ON],
  });
  const exact = await shareOfLeaf(bench);
  expect(exact.share).toBeGreaterThan(0.95);
  expect(exact.capture.metadata).toMatchObject({ exactSites: true, interval: 4096, gaps: [SWITCHED_ON] });
  expect(exact.capture.metadata!.clock).toBeGreaterThan(before.capture.metadata!.clock);

  const ended = await wish(bench, '', 'DELETE');
  expect(ended).toMatchObject({ exactSites: false, always: false, interval: INTERVAL });
  const after = await shareOfLeaf(bench);
  expect(after.capture.metadata).toMatchObject({
    exactSites: false,
    interval: INTERVAL,
    gaps: [SWITCHED_ON, ENDED],
  });
  expect(await stats(bench)).not.toHaveProperty('exactSitesUntil');
  // V8 inlines again: where nothing was switched, nearly nothing stands under the leaf.
  expect(before.share).toBeLessThan(0.5);
  expect(after.share).toBeLessThan(0.5);
});

describe.concurrent('ends', () => {
  it('by itself, also when the client vanished before it had an answer', async (test) => {
    const bench = await start(test);
    await new Promise<void>((resolve) => {
      const asked = request(`${bench.agent}${EXACT}?seconds=2`, { method: 'POST' }, () => undefined);
      asked.on('error', () => resolve());
      asked.on('socket', (socket) => socket.on('connect', () => setTimeout(() => asked.destroy(), 150)));
      asked.on('close', () => resolve());
      asked.end();
    });
    expect((await stats(bench)).exactSites).toBe(true);
    await sleep(2000 + LATE_MS);
    expect((await stats(bench)).exactSites).toBe(false);
    expect((await stats(bench)).gaps).toMatchObject([SWITCHED_ON, ENDED]);
  });

  it('while the main thread is busy in one loop, in which it can be begun as well', async (test) => {
    const bench = await start(test);
    await bench.tell('/leak-blocked?ms=7000');
    await sleep(500);
    let blocked = true;
    const free = bench.tell('/drop').finally(() => (blocked = false));
    await wish(bench, '?seconds=2');
    await sleep(1000);
    const capture = await bench.capture('gc=1');
    const under = (name: string): number => bytesUnder(capture, name);
    expect(capture.metadata!.exactSites).toBe(true);
    expect(under('keepRecord') / under('leakBlocked')).toBeGreaterThan(0.8);
    // Nobody asks anything until it must be over.
    await sleep(1000 + LATE_MS / 2);
    const over = await bench.capture();
    expect(blocked).toBe(true);
    expect(over.metadata).toMatchObject({ exactSites: false, gaps: [SWITCHED_ON, ENDED] });
    const [, gap] = over.metadata!.gaps;
    expect(Date.parse(over.metadata!.time) - Date.parse(gap!.to)).toBeGreaterThan(100);
    await free;
  });

  it('later, where it was prolonged', async (test) => {
    const bench = await start(test);
    await wish(bench, '?seconds=2');
    const { until: first } = await wish(bench, '?seconds=30');
    const { until: second } = await wish(bench, '?seconds=3');
    expect(second).toBe(first);
    await sleep(2000 + LATE_MS / 2);
    expect(await stats(bench)).toMatchObject({ exactSites: true, gaps: [SWITCHED_ON] });
    expect(await wish(bench, '?seconds=0')).toMatchObject({ exactSites: false });
    expect(await stats(bench)).toMatchObject({ exactSites: false, gaps: [SWITCHED_ON, ENDED] });
  });

  it('with the agent', async () => {
    const script = `
      import { startAgent } from ${JSON.stringify(AGENT)};
      let kept = [];
      function keepRecord(i) { kept.push({ id: i, next: i + 1, twice: i + i }); }
      function leakMany() { for (let i = 0; i < 30000; i++) keepRecord(i); }
      const share = async (agent) => {
        for (let round = 0; round < 6; round++) { leakMany(); await new Promise(setImmediate); }
        kept = [];
        for (let round = 0; round < 3; round++) { leakMany(); await new Promise(setImmediate); }
        const text = await (await fetch(agent.url + '?debug=1&gc=1')).text();
        const row = (name) => Number(new RegExp('([\\\\d.]+) [kMG]?i?B +\\\\d+  ' + name + ' ').exec(text)?.[1] ?? 0);
        kept = [];
        return row('keepRecord') > row('leakMany');
      };
      const agent = await startAgent({ address: '127.0.0.1:0', interval: 8192 });
      const said = [(await fetch(agent.url + '/exact', { method: 'POST' })).status, await share(agent)];
      await agent.stop();
      const another = await startAgent({ address: '127.0.0.1:0', interval: 8192 });
      said.push(await share(another));
      await another.stop();
      console.log(JSON.stringify(said));
    `;
    const { code, stdout, stderr } = await runNode(['--input-type=module', '-e', script]);
    expect([code, stdout], stderr).toEqual([0, '[200,true,false]\n']);
  });
});

describe('is refused, with the reason,', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'heaptide-profiles-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  const refusal = async (bench: Workbench): Promise<[number, string]> => {
    const answer = await bench.get(EXACT, { method: 'POST' });
    const { exactSites, gaps } = await stats(bench);
    expect([exactSites, gaps]).toEqual([false, []]);
    return [answer.status, await answer.text()];
  };

  it('under NODE_V8_COVERAGE', async (test) => {
    const bench = await start(test, { env: { NODE_V8_COVERAGE: directory } });
    expect(await refusal(bench)).toEqual([409, expect.stringContaining('NODE_V8_COVERAGE')]);
  });

  it('under --cpu-prof', async (test) => {
    const bench = await start(test, { nodeArgs: ['--cpu-prof', `--cpu-prof-dir=${directory}`] });
    expect(await refusal(bench)).toEqual([409, expect.stringContaining('--cpu-prof')]);
  });

  it('while somebody measures coverage, who is not disturbed by the question', async (test) => {
    const bench = await start(test, { nodeArgs: ['--import', DEVTOOLS] });
    const devTools = await devToolsOf(bench.program);
    await devTools.startCoverage();
    await bench.tell('/leak?n=1000');
    expect(await refusal(bench)).toEqual([409, expect.stringContaining('code coverage is being measured')]);
    await bench.tell('/leak?n=1000');
    expect(await devTools.calls('keepRecord')).toBe(2000);
    await devTools.stopCoverage();
    expect(await wish(bench)).toMatchObject({ exactSites: true });
  });

  it('while another tool runs the heap sampler', async (test) => {
    const nodeArgs = ['--import', DEVTOOLS];
    const bench = await start(test, { nodeArgs, env: { DEVTOOLS_INTERVAL: '8192' } });
    expect(await refusal(bench)).toEqual([409, expect.stringContaining('another tool')]);
  });
});

it('is there from the start where V8 was started so, and nothing is changed', async (test) => {
  const bench = await start(test, { nodeArgs: ['--no-turbo-inlining', '--no-maglev-inlining'] });
  for (const query of ['?interval=4096', '?seconds=0']) {
    expect(await wish(bench, query)).toMatchObject({ exactSites: true, always: true, interval: INTERVAL });
  }
  const { share, capture } = await shareOfLeaf(bench);
  expect(share).toBeGreaterThan(0.95);
  expect(capture.metadata).toMatchObject({ exactSites: true, gaps: [] });
});

describe('the route', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await startWorkbench({ env: { HEAPTIDE_TOKEN: 'a-token-of-some-length' } });
  });
  afterAll(() => bench.program.stop());
  const authorization = 'Bearer a-token-of-some-length';

  it('wants the token', async () => {
    expect((await bench.get(EXACT, { method: 'POST' })).status).toBe(401);
    expect((await bench.get(EXACT, { method: 'DELETE', headers: { authorization } })).status).toBe(200);
  });

  it('refuses other methods, and pages of other sites', async () => {
    const status = async (method: string, headers: Record<string, string>): Promise<number> =>
      (await bench.get(EXACT, { method, headers: { authorization, ...headers } })).status;
    expect(await status('GET', {})).toBe(405);
    expect(await status('POST', { origin: 'http://evil.example' })).toBe(403);
    expect(await status('POST', { origin: 'null' })).toBe(403);
    expect((await bench.get('/debug/heap/stats', { headers: { authorization } })).status).toBe(200);
  });
});

describe('--exact', () => {
  it('has exact sites for as long as the command runs, and tells so', async (test) => {
    const bench = await start(test);
    const args = ['growth', `${bench.agent}/debug/heap`, '--count', '3', '--every', '1s', '--json'];
    const { exit, stdout, stderr } = await runCli([...args, '--exact', '--interval', '16384']);
    expect([0, 1], stderr).toContain(exit);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'heaptide.growth/1' });
    expect(stderr).toMatch(
      /^exact sites are on in 127\.0\.0\.1:\d+\/debug\/heap until \d\d:\d\d:\d\d UTC, .+ CPU/,
    );
    expect(stderr).toMatch(/^exact sites are off again in /m);
    expect(await stats(bench)).toMatchObject({ exactSites: false, gaps: [SWITCHED_ON, ENDED] });
  });

  it('says what stands against it', async (test) => {
    const bench = await start(test, { nodeArgs: ['--import', DEVTOOLS], env: { DEVTOOLS_INTERVAL: '8192' } });
    const { exit, stdout, stderr } = await runCli(['capture', bench.agent, '--exact']);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^heaptide: .+ refuses exact sites - another tool .+ \(HT_E_EXACT_SITES_REFUSED\)\n$/,
    );
  });
});
