import { afterAll, beforeAll, expect, it } from 'vitest';
import { runChurn } from '../../packages/cli/src/churn/run-churn.js';
import type { Program } from '../support/child-program.js';
import { startApp, trackedSessions } from './proxy-under-test.js';

const LIFECYCLES = 200;

let server: Program;

beforeAll(async () => {
  server = await startApp('mcp-echo-server');
});

afterAll(() => server.stop());

it.each([
  ['leaky-proxy', LIFECYCLES],
  ['fixed-proxy', 0],
])('%s holds %i sessions after 200 that were ended', async (name, held) => {
  const nodeArgs = ['--no-turbo-inlining', '--no-maglev-inlining'];
  const proxy = await startApp(name, { UPSTREAM: server.url }, nodeArgs);
  try {
    const result = await runChurn({
      url: new URL(proxy.url),
      sessions: LIFECYCLES,
      workers: 10,
      warmup: 0,
      timeoutMs: 10_000,
    });
    expect(result).toMatchObject({ lifecycles: LIFECYCLES, errors: 0 });
    expect(await trackedSessions(proxy.url)).toBe(held);
  } finally {
    await proxy.stop();
  }
});
