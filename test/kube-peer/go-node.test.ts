import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http, { type Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PodDialer } from '@heaptide/kube';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSpdystream } from './find-spdystream.js';
import { plainUpgradePath } from './plain-upgrade-path.js';
import { type SizedServer, sizedServer } from './sized-server.js';

const found = findSpdystream();
if (typeof found === 'string') console.log(`skipped: tunnels to Go's spdystream, because ${found}`);

function request(agent: Agent, path: string): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.get({ agent, host: 'localhost', path }, resolve).on('error', reject);
  });
}

async function bytesOf(agent: Agent, path: string): Promise<number> {
  let bytes = 0;
  for await (const chunk of (await request(agent, path)) as AsyncIterable<Buffer>) bytes += chunk.length;
  return bytes;
}

describe.skipIf(typeof found === 'string')("with Go's spdystream at the other end", () => {
  const ends: (() => void)[] = [];
  let pod: SizedServer;
  let dialer: PodDialer;
  let agent: Agent;

  beforeAll(async () => {
    if (typeof found === 'string') return;
    pod = await sizedServer();
    ends.push(() => pod.close());
    const folder = mkdtempSync(join(tmpdir(), 'heaptide-go-node-'));
    ends.push(() => rmSync(folder, { recursive: true }));
    const program = join(folder, 'go-node');
    const source = join(import.meta.dirname, 'go-node', 'main.go');
    execFileSync(found.go, ['build', '-o', program, source], { env: found.env, timeout: 240_000 });
    const node = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
    ends.push(() => node.kill());
    const line = await new Promise<string>((resolve, reject) => {
      node.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString()));
      node.once('exit', () => reject(new Error('the node ended')));
    });
    const upgrade = plainUpgradePath(line.replace('listening ', '').trim());
    dialer = new PodDialer({ upgrade, namespace: 'tools', pod: 'web', transport: 'auto' });
    ends.push(() => dialer.close());
    agent = dialer.agent(pod.port);
  }, 300_000);

  afterAll(() => {
    for (const end of ends.reverse()) end();
  });

  it('carries answers small and large', async () => {
    expect(await bytesOf(agent, '/100')).toBe(100);
    expect(await bytesOf(agent, `/${64 * 1024 * 1024}`)).toBe(64 * 1024 * 1024);
    expect(dialer.transport).toBe('spdy');
  });

  it('carries 50 at once', async () => {
    const sizes = Array.from({ length: 50 }, (_, index) => 100_000 + index);
    expect(await Promise.all(sizes.map((size) => bytesOf(agent, `/${size}`)))).toEqual(sizes);
  });

  it('lives on after a download is given up', async () => {
    const endless = await request(agent, '/1000000000');
    await new Promise((resolve) => endless.once('readable', resolve));
    endless.destroy();
    expect(await bytesOf(agent, '/3000000')).toBe(3_000_000);
  });

  // As the kubelet does, this node does not reset such a connection, and what was sent into it blocks a worker of the library.
  it('gets to others after a port where nobody listens, again and again', async () => {
    for (let count = 0; count < 12; count++) {
      // The port of TCP's own multiplexer.
      await expect(bytesOf(dialer.agent(1), '/1')).rejects.toMatchObject({
        name: 'KubeError',
        kind: 'refused',
      });
      const sizes = [1_000, 2_000, 3_000, 4_000, 5_000];
      expect(await Promise.all(sizes.map((size) => bytesOf(agent, `/${size}`)))).toEqual(sizes);
    }
  });

  it('lets the program in the pod wait for a slow reader', async () => {
    const before = pod.written();
    const response = await request(agent, `/${256 * 1024 * 1024}`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(pod.written() - before).toBeLessThan(128 * 1024 * 1024);
    response.destroy();
    expect(await bytesOf(agent, '/100')).toBe(100);
  });
});
