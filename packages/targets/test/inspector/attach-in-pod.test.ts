import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openInspectorInPod, type PodRun } from '../../src/inspector/attach-in-pod.js';
import { AttachLease } from '../../src/inspector/attach-lease.js';
import { AttachedProcess } from '../../src/inspector/attached-process.js';
import { CdpConnection } from '../../src/inspector/cdp-connection.js';
import { listProcesses } from '../../src/inspector/node-processes.js';
import { parsePodAnswer } from '../../src/inspector/pod-answer.js';
import { podScript } from '../../src/inspector/pod-script.js';
import { answers, endPrograms, freePort, LEAKING, own, ready } from './target-program.js';

afterEach(endPrograms);

const name = 'pod/one';
const node = process.execPath;
const UNSHARE = ['--pid', '--fork', '--mount-proc', '--kill-child'];
/** Only what may make namespaces of its own can stand in for a container. */
const isPossible = spawnSync('unshare', [...UNSHARE, 'true']).status === 0;
if (!isPossible) console.log('skipped: attaching in a container, which takes the right to make namespaces');

/** Processes that see only each other, the first of them as number 1, and what `kubectl exec` would run among them. */
async function startContainer(argv: readonly string[], options: { readonly cwd?: string } = {}) {
  const child = own(
    spawn('unshare', [...UNSHARE, ...argv], { ...options, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  await ready(child, () => stderr);
  const first = listProcesses().find(({ parent }) => parent === child.pid)!;
  const ran: string[] = [];
  const exec = (words: readonly string[]): Promise<PodRun> => {
    ran.push(words[0]!);
    return runAmong(first.pid, words);
  };
  return { exec, ran, isAlive: () => child.exitCode === null && child.signalCode === null };
}

function runAmong(pid: number, words: readonly string[]): Promise<PodRun> {
  return new Promise((resolve) => {
    const args = ['--target', String(pid), '--pid', '--mount', '--', ...words];
    execFile('nsenter', args, { timeout: 10_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

async function dial(port: number): Promise<Duplex> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** As what runs in an image that has only these programs. */
function having(
  programs: Readonly<Record<string, string>>,
  exec: (argv: readonly string[]) => Promise<PodRun>,
) {
  return ([program = '', ...args]: readonly string[]): Promise<PodRun> => {
    const path = programs[program];
    if (path !== undefined) return exec([path, ...args]);
    const stderr = `OCI runtime exec failed: exec: "${program}": executable file not found in $PATH: unknown`;
    return Promise.resolve({ code: 1, stdout: '', stderr });
  };
}

describe.skipIf(!isPossible)('attaching in a container', () => {
  it('finds the program that it began with, samples it, and leaves it as it was', async () => {
    const port = await freePort();
    const { exec, isAlive } = await startContainer([node, `--inspect-port=${port}`, LEAKING]);
    const opened = await openInspectorInPod({ name, exec: having({ node }, exec), connect: dial });
    expect(opened).toMatchObject({ isOurs: true, place: { port } });
    const live = await AttachedProcess.connect({ place: opened.place, name, windowMs: 1000 });
    const { metadata, profile } = await live.capture({ gc: false });
    expect(metadata).toMatchObject({ pid: 1, service: 'leaking.mjs' });
    expect(profile.samples.length).toBeGreaterThan(10);
    await live.close();
    expect(await opened.close()).toBe(true);
    expect(await answers({ port })).toBe(false);
    expect(isAlive()).toBe(true);
  });

  it('finds it below a shell', async () => {
    const port = await freePort();
    const script = `"${node}" --inspect-port=${port} "${LEAKING}"; true`;
    const { exec } = await startContainer(['/bin/sh', '-c', script]);
    const opened = await openInspectorInPod({ name, exec: having({ node }, exec), connect: dial });
    expect(opened.place.port).toBe(port);
    expect(await opened.close()).toBe(true);
  });

  it('finds it below npm, and leaves npm alone', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'heaptide-'));
    const port = await freePort();
    const start = `node --inspect-port=${port} ${LEAKING}`;
    await writeFile(join(directory, 'package.json'), JSON.stringify({ name: 'one', scripts: { start } }));
    const { exec, isAlive } = await startContainer(['npm', 'start', '--silent'], { cwd: directory });
    const opened = await openInspectorInPod({ name, exec: having({ node }, exec), connect: dial });
    const live = await AttachedProcess.connect({ place: opened.place, name });
    expect((await live.capture({ gc: false })).metadata?.service).toBe('leaking.mjs');
    await live.close();
    expect(await opened.close()).toBe(true);
    expect(isAlive()).toBe(true);
    await rm(directory, { recursive: true });
  });

  it('goes by Node.js where distroless images have it, or by the program of the first process', async () => {
    const port = await freePort();
    const { exec, ran } = await startContainer([node, `--inspect-port=${port}`, LEAKING]);
    const distroless = having({ '/nodejs/bin/node': node }, exec);
    const opened = await openInspectorInPod({ name, exec: distroless, connect: dial });
    expect(await opened.close()).toBe(true);
    const elsewhere = having({ cat: 'cat', '/proc/1/exe': '/proc/1/exe' }, exec);
    const again = await openInspectorInPod({ name, exec: elsewhere, connect: dial });
    expect(await again.close()).toBe(true);
    expect(ran).toEqual([node, 'cat', '/proc/1/exe']);
  });

  it('starts a container beside it only when that was asked for', async () => {
    const port = await freePort();
    const { exec } = await startContainer([node, `--inspect-port=${port}`, LEAKING]);
    await expect(openInspectorInPod({ name, exec: having({}, exec), connect: dial })).rejects.toMatchObject({
      code: 'HT_E_ATTACH_REFUSED',
      message: expect.stringContaining('--allow-debug-container') as string,
    });
    const options = { name, exec: having({}, exec), execBeside: having({ node }, exec), connect: dial };
    const opened = await openInspectorInPod(options);
    expect(await opened.close()).toBe(true);
  });

  it('is claimed by what opened it, so that it closes when nobody comes', async () => {
    const port = await freePort();
    const { exec } = await startContainer([node, `--inspect-port=${port}`, LEAKING]);
    const { stdout } = await exec([node, '-e', podScript('0123456789abcdef')]);
    expect(parsePodAnswer(stdout)).toMatchObject({ pid: 1, port, opened: true });
    const cdp = await CdpConnection.open({ host: '127.0.0.1', port }, { name });
    const lease = await AttachLease.begin(cdp, '0123456789abcdef');
    expect(await lease.end()).toBe(true);
    await cdp.close();
    await vi.waitFor(async () => expect(await answers({ port })).toBe(false), {
      timeout: 3000,
      interval: 10,
    });
    // What is still to come of the claim before is not for the next.
    expect(parsePodAnswer((await exec([node, '-e', podScript('fedcba9876543210')])).stdout)?.opened).toBe(
      true,
    );
    await sleep(800);
    expect(await answers({ port })).toBe(true);
  });

  it('is refused where the signal is handled by the program, or would end it', async () => {
    const port = await freePort();
    const own = await startContainer([node, `--inspect-port=${port}`, LEAKING, '--own-handler']);
    const refused = { code: 'HT_E_ATTACH_REFUSED' };
    await expect(
      openInspectorInPod({ name, exec: having({ node }, own.exec), connect: dial }),
    ).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('a handler of its own') as string,
    });
    expect(own.isAlive()).toBe(true);
    const option = process.versions.node.startsWith('20.') ? '--experimental-permission' : '--permission';
    const without = await startContainer([node, option, '--allow-fs-read=*', LEAKING]);
    await expect(
      openInspectorInPod({ name, exec: having({ node }, without.exec), connect: dial }),
    ).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining(`started with ${option}`) as string,
    });
    expect(without.isAlive()).toBe(true);
  });

  it('is refused where nothing runs on Node.js', async () => {
    const { exec } = await startContainer(['/bin/sh', '-c', 'echo ready; sleep 60; true']);
    await expect(
      openInspectorInPod({ name, exec: having({ node }, exec), connect: dial }),
    ).rejects.toMatchObject({
      code: 'HT_E_ATTACH_REFUSED',
      message: `${name}: pid 1 is sh, and no process that it started is Node.js`,
    });
  });
});

describe('the script for a container', () => {
  it('is understood by Node 12, and short enough for a URL', () => {
    const script = podScript('0123456789abcdef');
    // Of what came with 14 or later; arrow functions are there.
    expect(script).not.toMatch(/\?\?|\?\.|\bawait\b|#[a-z]|\.at\(|replaceAll/);
    expect(new URLSearchParams({ command: script }).toString().length).toBeLessThan(9 * 1024);
  });

  it('is answered by one line, whatever else is printed', () => {
    const line = JSON.stringify({ processes: [], pid: 1, port: 9229, opened: true });
    expect(parsePodAnswer(`{"level":"info"}\nhello\n${line}\n{}\n`)).toEqual(JSON.parse(line));
    expect(parsePodAnswer('{"processes":[{"pid":"1"}]}')).toBeUndefined();
    expect(parsePodAnswer('{"processes":[],"pid":1,"port":70000}')).toBeUndefined();
  });
});
