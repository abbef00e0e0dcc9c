import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { decodeProfile } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import { send } from '../proxy/http-client.js';
import { afterTest } from '../proxy-cli/proxy-program.js';
import { createMemoryCgroup } from '../support/memory-cgroup.js';
import type { LaunchedProgram, Program } from '../support/child-program.js';
import { until } from '../support/until.js';
import { deployPath } from './deploy-files.js';
import { kubectl, kustomized } from './deploy-programs.js';
import { type Container, type Manifest, ofKind } from './manifest.js';
import { launchContainer, startContainer, TOKEN } from './running-container.js';

const MIB = 2 ** 20;
const INITIALIZE = '{"jsonrpc":"2.0","id":1,"method":"initialize"}';
const WITH_TOKEN = { headers: { Authorization: `Bearer ${TOKEN}` } };

async function containerOf(folder: string): Promise<Container> {
  const manifests = (await kustomized(deployPath(`kustomize/${folder}`))) as Manifest[];
  return ofKind(manifests, 'Deployment')[0]!.spec.template.spec.containers[0]!;
}

/** A line of the log, among which the agent says in plain text what it does. */
function loggedBy(program: LaunchedProgram, message: string): Record<string, unknown> {
  const lines = program.stderr().split('\n');
  return JSON.parse(lines.find((line) => line.includes(`"message":"${message}"`))!) as Record<
    string,
    unknown
  >;
}

const HEAP_URL = /heap profiles at (\S+)\n/;

async function heapUrl(program: Program): Promise<string> {
  await until(() => HEAP_URL.test(program.stderr()), 10_000);
  return HEAP_URL.exec(program.stderr())![1]!;
}

describe.skipIf(kubectl === undefined)('what the manifests run', () => {
  it('of the base answers its probes, serves MCP, has no endpoint, and drains', async () => {
    const container = await containerOf('base');
    const { program, upstream } = await startContainer({ container });
    upstream.answer = (request, response) => {
      request.resume();
      // A probe of a path that is not the proxy's own would come here.
      response.statusCode = request.url === '/mcp' ? 200 : 404;
      response.setHeader('Mcp-Session-Id', 'session-1').end(request.url);
    };
    for (const { httpGet } of [container.readinessProbe, container.livenessProbe]) {
      expect(await send(new URL(httpGet.path, program.url))).toMatchObject({ status: 200 });
    }
    const answer = await send(program.url, { method: 'POST', body: [INITIALIZE] });
    expect(answer.body.toString()).toBe('/mcp');
    expect(loggedBy(program, 'started')).toMatchObject({ heapLimitMib: 80 });
    expect(program.stderr()).not.toMatch(HEAP_URL);
    process.kill(program.pid, 'SIGTERM');
    expect(await program.exited).toBe(0);
    expect(loggedBy(program, 'draining')).toMatchObject({ timeoutMs: 30_000 });
  });

  it('of debug-on serves profiles, in the memory that it asks for', async ({ skip }) => {
    const container = await containerOf('overlays/debug-on');
    const limit = Number.parseInt(container.resources.limits.memory) * MIB;
    const cgroup = createMemoryCgroup(limit);
    if (typeof cgroup === 'string') return skip(cgroup);
    afterTest(() => cgroup.remove());
    const { program } = await startContainer({ container, nodeArgs: cgroup.nodeArgs });
    const url = await heapUrl(program);
    for (let count = 0; count < 50; count += 1) {
      await send(program.url, { method: 'POST', body: [INITIALIZE] });
    }
    const { status, body } = await send(`${url}?gc=1`);
    expect(status).toBe(200);
    expect(decodeProfile(gunzipSync(body)).sampleTypes.map(({ type }) => type)).toContain('inuse_space');
    const stats = JSON.parse((await send(`${url}/stats`)).body.toString()) as {
      heapLimit: number;
      cgroup: { limit: number };
      service: string;
    };
    expect(stats).toMatchObject({ heapLimit: 80 * MIB, cgroup: { limit }, service: 'heaptide-proxy' });
    expect((await send(`${url}/captures`)).status).toBe(200);
    expect(cgroup.usage()).toBeLessThan(limit);
    expect(cgroup.oomKills()).toBe(0);
    await program.stop();
  });

  it('of scrape-on serves whoever has the token what the recipes ask for', async () => {
    const { program } = await startContainer({ container: await containerOf('overlays/scrape-on') });
    const url = await heapUrl(program);
    for (const name of ['alloy.alloy', 'parca.yaml', 'pyroscope.alloy']) {
      const recipe = readFileSync(deployPath(`scrapers/${name}`), 'utf8');
      // The path where none is said is the default of Alloy and Parca.
      const path = /\bpath *[=:] "?(\/[a-z/]+)/.exec(recipe)?.[1] ?? '/debug/pprof/allocs';
      expect((await send(new URL(path, url))).status, name).toBe(401);
      const { status, body } = await send(new URL(path, url), WITH_TOKEN);
      expect(status, name).toBe(200);
      expect(decodeProfile(gunzipSync(body)).sampleTypes.map(({ type }) => type)).toContain('inuse_space');
    }
    for (const name of ['block', 'goroutine', 'mutex', 'profile']) {
      expect((await send(new URL(`/debug/pprof/${name}`, url), WITH_TOKEN)).status, name).toBe(404);
    }
    const metrics = String(loggedBy(program, 'started').metrics);
    expect((await send(metrics)).body.toString()).toContain('mcp_proxy_sessions ');
  });

  it('of scrape-on does not start without the token', async () => {
    const container = await containerOf('overlays/scrape-on');
    const env = container.env.filter(({ name }) => name !== 'HEAPTIDE_TOKEN');
    const program = await launchContainer({ container: { ...container, env }, keepsDebugAddress: true });
    expect(await program.exited).toBe(2);
    expect(program.stderr()).toContain('only with a token');
  });
});
