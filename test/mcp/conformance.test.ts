import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, trackedSessions, waitFor } from '../proxy/proxy-under-test.js';
import type { Program } from '../support/child-program.js';
import { type NodeVersion, nodeReleases } from '../support/node-releases.js';
import { type ConformanceReport, runConformance } from './run-conformance.js';
import { serverStats } from './server-stats.js';

/** What the suite needs to run. */
const OLDEST_MAJOR = 22;
/** Each of its active scenarios begins one. */
const SESSIONS_OF_A_RUN = 30;

const node = (await nodeReleases()).find(
  (release): release is NodeVersion =>
    !('missing' in release) && Number.parseInt(release.version) >= OLDEST_MAJOR,
);

describe.each([
  { answer: 'event streams', env: {}, passed: 40 },
  // Whether the streams of several answers work is no question then.
  { answer: 'JSON', env: { ANSWER: 'json' }, passed: 39 },
])('the official conformance suite, answered in $answer', ({ env, passed }) => {
  if (node === undefined) {
    it('is run', ({ skip }) => skip(`no Node.js ${OLDEST_MAJOR} or newer`));
    return;
  }
  let alone: Program;
  let server: Program;
  let proxy: Program;
  let direct: ConformanceReport;
  let proxied: ConformanceReport;

  beforeAll(async () => {
    [alone, server] = await Promise.all([
      startApp('mcp-conformance-server', env),
      startApp('mcp-conformance-server', env),
    ]);
    proxy = await startApp('fixed-proxy', { UPSTREAM: server.url });
    [direct, proxied] = await Promise.all([
      runConformance({ node, url: alone.url, suite: 'active' }),
      runConformance({ node, url: proxy.url, suite: 'active' }),
    ]);
  });

  afterAll(async () => {
    await Promise.all([proxy.stop(), server.stop(), alone.stop()]);
  });

  it('passes without the proxy', () => {
    expect(direct).toMatchObject({ passed, failed: 0 });
  });

  it('passes through the proxy, check by check the same', () => {
    expect(proxied.checks).toEqual(direct.checks);
    expect(proxied).toMatchObject({ passed, failed: 0 });
  });

  it('leaves in the table every session that it has begun, for it ends none', async () => {
    const { sessions, sessionsBegun } = await serverStats(server.url);
    expect(sessionsBegun).toBe(SESSIONS_OF_A_RUN);
    expect(sessions).toBe(sessionsBegun);
    expect(await trackedSessions(proxy.url)).toBe(sessionsBegun);
  });

  it('leaves no stream open', async () => {
    await waitFor('no answer under way', async () => (await serverStats(server.url)).answersUnderWay === 0);
  });

  it('passes in its pending scenarios as well', async () => {
    const [without, through] = await Promise.all([
      runConformance({ node, url: alone.url, suite: 'pending' }),
      runConformance({ node, url: proxy.url, suite: 'pending' }),
    ]);
    expect(without).toMatchObject({ passed: 4, failed: 0 });
    expect(through).toEqual(without);
  });
});
