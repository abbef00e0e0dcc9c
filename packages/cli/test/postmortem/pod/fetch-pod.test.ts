import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeProfile } from '@heaptide/profile';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  type FakeCluster,
  podObject,
  startFakeCluster,
} from '../../../../../test/support/fake-kube/index.js';
import { allKubectls } from '../../../../../test/support/kubectl-releases.js';
import { sampleSeries, sampleTime } from '../../growth/sample-captures.js';
import { runPostmortem } from '../run-postmortem.js';

const RING = '/debug/heap/captures';
const [kubectl] = await allKubectls();
const series = sampleSeries(0, 15);

/** A server that keeps captures as the agent of a pod does. */
async function serveRing(): Promise<http.Server> {
  const captures = new Map<string, Uint8Array>();
  for (const { name, capture } of series)
    captures.set(name.padStart(9, '0'), await writeProfile(capture.profile));
  const list = JSON.stringify({ captures: [...captures.keys()].map((id) => ({ id })) });
  const server = http.createServer(({ url = '' }, response) => {
    const body = url === RING ? list : captures.get(url.slice(RING.length + 1));
    if (body === undefined) response.writeHead(404);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe.runIf(kubectl !== undefined)('heaptide postmortem pod/NAME', { timeout: 60_000 }, () => {
  let ring: http.Server;
  let cluster: FakeCluster;
  let directory: string;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    ring = await serveRing();
    cluster = await startFakeCluster();
    directory = await mkdtemp(join(tmpdir(), 'heaptide-fetch-'));
    env = {
      PATH: process.env.PATH,
      HOME: cluster.home,
      KUBECONFIG: cluster.kubeconfig,
      HEAPTIDE_KUBECTL: kubectl!.path,
    };
    const containers = [
      { memoryLimit: '128Mi', env: { HEAPTIDE_ADDR: '127.0.0.1:6060', API_KEY: 'hunter2' } },
    ];
    const { port } = ring.address() as AddressInfo;
    cluster.server.put('pods', podObject({ name: 'web-1', containers }), { ports: { 6060: { port } } });
    cluster.server.setLog('web-1', { current: 'listening\n<--- Last few GCs --->\n', previous: '' });
    const finishedAt = new Date(Date.parse(sampleTime(15)) + 5000);
    cluster.server.restartContainer('web-1', { exitCode: 137, reason: 'OOMKilled', finishedAt });
  });
  afterAll(async () => {
    ring.closeAllConnections();
    ring.close();
    await cluster.close();
    await rm(directory, { recursive: true });
  });

  it('tells of the life that ended by its status, its log and the ring of the pod', async () => {
    const save = join(directory, 'saved');
    const { exit, stdout, stderr, error } = await runPostmortem(['pod/web-1', '--save', save, '--json'], env);
    expect(error).toBeUndefined();
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'leak',
      death: { kind: 'kernel', exitCode: 137 },
      site: { function: 'newSession' },
    });
    expect(exit).toBe(1);
    expect(stderr).toContain('pod/web-1: 16 captures of its ring');
    const saved = await readdir(save);
    expect(saved).toEqual(expect.arrayContaining(['pod.json', 'app.log']));
    expect(saved.filter((name) => name.endsWith('.pb.gz'))).toHaveLength(16);
    expect(await readFile(join(save, 'app.log'), 'utf8')).toContain('listening');
    const pod = await readFile(join(save, 'pod.json'), 'utf8');
    expect(pod).toContain('API_KEY');
    expect(pod).not.toContain('hunter2');
  });

  it('leaves nothing behind where nothing is to be kept, and names files without their directory', async () => {
    // Of its own: others make and remove such folders in the one of the system meanwhile.
    const temporary = await mkdtemp(join(directory, 'temporary-'));
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { stdout } = await runPostmortem(['pod/web-1', '--json'], env);
    const { files } = JSON.parse(stdout) as { readonly files: readonly { readonly path: string }[] };
    expect(files.map(({ path }) => path)).toContain('pod.json');
    expect(await readdir(temporary)).toEqual([]);
  });

  it('tells that there is no such pod', async () => {
    const { exit, error } = await runPostmortem(['pod/none'], env);
    expect(error).toMatchObject({ code: 'HT_E_NO_SUCH_POD' });
    expect(exit).toBe(2);
  });
});
