/** Who retains, as those meet it who ask the endpoint. */
import { connect } from 'node:net';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryCgroup } from '../support/memory-cgroup.js';
import { describeBusyMain } from './describe-busy-main.js';
import { askInPod } from './question-in-pod.js';
import { startKeeperFor, underLoad } from './keeper-under-load.js';
import { askKeeper, siteQuery, toldBy, WHY } from './question.js';
import { startWorkbench, type Workbench } from './workbench.js';

const TOKENS = { HEAPTIDE_TOKEN: 'a-token-of-some-length', HEAPTIDE_WHY_TOKEN: 'another-of-that-length' };

async function refusal(bench: Workbench, query = siteQuery('newSession'), init: RequestInit = {}) {
  const answer = await bench.get(WHY + query, { method: 'POST', ...init });
  return [answer.status, await answer.text()];
}

/** Other versions of Node.js: test/long/why-busy.test.ts. */
describeBusyMain(process.execPath);

it('tells that what a site makes dies', async (test) => {
  const bench = await startKeeperFor(test);
  const answer = await underLoad(bench, '/serve?n=20', () =>
    askKeeper(bench, siteQuery('newTicket', { gc: '1' })),
  );
  expect(answer).toMatchObject({ state: 'dies', canaries: { alive: 0 } });
});

describe('is refused', () => {
  it('where it is not allowed', async (test) => {
    const bench = await startKeeperFor(test, { env: { HEAPTIDE_ALLOW_WHY: undefined } });
    expect(await refusal(bench)).toEqual([
      403,
      expect.stringMatching(/^[^\n]*HEAPTIDE_ALLOW_WHY=1[^\n]*\n$/),
    ]);
  });

  it('beside another question, which ends with its client', async (test) => {
    const bench = await startKeeperFor(test, { env: { HEAPTIDE_SNAPSHOT: '1' } });
    const gone = new AbortController();
    // Nothing calls the site, so it waits.
    const first = refusal(bench, siteQuery('newSession'), { signal: gone.signal }).catch(() => 'gone');
    const another = [409, 'another question of who retains is under way\n'];
    await expect.poll(() => refusal(bench, '?function=none'), { timeout: 5000 }).toEqual(another);

    const stats = await bench.get('/debug/heap/stats');
    expect(await stats.json()).toMatchObject({ threads: [] });
    const snapshot = await bench.get('/debug/heap/snapshot');
    expect([snapshot.status, await snapshot.text()]).toEqual([
      409,
      'a question of who retains is under way\n',
    ]);

    const begin = performance.now();
    gone.abort();
    expect(await first).toBe('gone');
    await expect.poll(async () => (await refusal(bench, '?function=none'))[0], { timeout: 5000 }).toBe(404);
    expect(performance.now() - begin).toBeLessThan(3000);
  });

  it('beside a debugger that is connected to the inspector', async (test) => {
    const bench = await startKeeperFor(test, { nodeArgs: ['--inspect=127.0.0.1:0'] });
    const port = /^Debugger listening on ws:\/\/127\.0\.0\.1:(\d+)/m.exec(bench.program.stderr())![1];
    const socket = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    expect(await refusal(bench)).toEqual([409, 'a debugger is connected to the inspector of the process\n']);
    socket.destroy();
    await expect.poll(async () => (await refusal(bench, '?function=none'))[0]).toBe(404);
  });

  it('where the profile has nothing of that name, or the process no such script', async (test) => {
    const bench = await startKeeperFor(test);
    expect(await refusal(bench, '?function=none&file=x.mjs&line=3')).toEqual([
      404,
      'the profile has no bytes under none@x.mjs:3\n',
    ]);
    const [status, text] = await refusal(bench, '?function=none&file=/x.mjs&line=3&column=1');
    expect([status, text]).toEqual([503, 'the process has loaded no script /x.mjs\n']);
  });
});

describe('the route', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await startWorkbench({ env: { ...TOKENS, HEAPTIDE_ALLOW_WHY: '1' } });
  });
  afterAll(() => bench.program.stop());

  const status = async (path: string, headers: Record<string, string>, method = 'POST'): Promise<number> => {
    const answer = await bench.get(path, { method, headers });
    await answer.arrayBuffer();
    return answer.status;
  };
  const [token, whyToken] = [TOKENS.HEAPTIDE_TOKEN, TOKENS.HEAPTIDE_WHY_TOKEN].map((each) => ({
    authorization: `Bearer ${each}`,
  }));

  it('wants the token of its own, which opens nothing else', async () => {
    const query = '?function=none';
    expect(await status(WHY + query, {})).toBe(401);
    expect(await status(WHY + query, token!)).toBe(401);
    expect(await status(WHY + query, whyToken!)).toBe(404);
    expect(await status('/debug/heap/stats', whyToken!, 'GET')).toBe(401);
    expect(await status('/debug/heap/stats', token!, 'GET')).toBe(200);
  });

  it('refuses other methods, and pages of other sites', async () => {
    expect(await status(`${WHY}?function=none`, whyToken!, 'GET')).toBe(405);
    for (const headers of [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      expect(await status(`${WHY}?function=none`, { ...whyToken, ...headers })).toBe(403);
    }
  });
});

it('leaves no line on stderr, and lets the process end in the middle of it', async (test) => {
  const bench = await startKeeperFor(test);
  const asked = refusal(bench).catch(() => 'gone');
  await expect.poll(async () => (await refusal(bench, '?function=none'))[0], { timeout: 5000 }).toBe(409);
  const begin = performance.now();
  await toldBy(bench.program.url, '/end').catch(() => undefined);
  expect(await bench.program.exited).toBe(0);
  expect(performance.now() - begin).toBeLessThan(3000);
  expect(bench.program.stderr()).toMatch(/^heaptide: heap profiles at [^\n]+\n$/);
  expect(await asked).toBe('gone');
});

it('is answered in a cgroup of 128 MiB by a process of 105 MB', async ({ skip }) => {
  const cgroup = createMemoryCgroup(128 * 2 ** 20);
  if (typeof cgroup === 'string') return skip(cgroup);
  try {
    const { answer, peakBefore, peak } = await askInPod({ cgroup, node: process.execPath });
    expect([answer.state, answer.holder?.name]).toEqual(['held', 'sessions']);
    expect([peakBefore, peak].every((bytes) => bytes > 100e6)).toBe(true);
    expect(cgroup.oomKills()).toBe(0);
  } finally {
    cgroup.remove();
  }
});
