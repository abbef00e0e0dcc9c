import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { describeProcess, listProcesses } from '../../src/inspector/node-processes.js';
import { openInspector } from '../../src/inspector/open-inspector.js';
import { descendants, isPackageManager } from '../../src/inspector/process-facts.js';
import { answers, endPrograms, freePort, LEAKING, own, ready, startTarget } from './target-program.js';

afterEach(endPrograms);

describe('attaching is refused before anything is done', () => {
  it('where there is no such process', async () => {
    const target = await startTarget();
    target.child.kill('SIGKILL');
    await once(target.child, 'exit');
    await expect(openInspector(target.pid)).rejects.toMatchObject({ code: 'HT_E_NO_SUCH_PROCESS' });
  });

  it('to a shell, whose child it names', async () => {
    const port = await freePort();
    const script = `"${process.execPath}" --inspect-port=${port} "${LEAKING}"; true`;
    const shell = own(spawn('/bin/sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] }));
    await ready(shell);
    const { pid: child } = descendants(describeProcess(shell.pid!)!, listProcesses())[0]!;
    await expect(openInspector(shell.pid!)).rejects.toMatchObject({
      code: 'HT_E_ATTACH_REFUSED',
      message: `pid ${shell.pid} is sh; its child ${child} is node (leaking.mjs): use pid:${child}`,
    });
    const opened = await openInspector(child);
    expect(await opened.close()).toBe(true);
    process.kill(child, 'SIGKILL');
  });

  it('to npm, whose program it names', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'heaptide-'));
    const port = await freePort();
    const start = `node --inspect-port=${port} ${LEAKING}`;
    await writeFile(join(directory, 'package.json'), JSON.stringify({ name: 'one', scripts: { start } }));
    const npm = own(
      spawn('npm', ['start', '--silent'], { cwd: directory, stdio: ['ignore', 'pipe', 'inherit'] }),
    );
    await ready(npm);
    expect(isPackageManager(describeProcess(npm.pid!)!)).toBe(true);
    const program = descendants(describeProcess(npm.pid!)!, listProcesses()).at(-1)!;
    await expect(openInspector(npm.pid!)).rejects.toMatchObject({
      code: 'HT_E_ATTACH_REFUSED',
      message: `pid ${npm.pid} is npm, which runs the program in another process; its child ${program.pid} is node (leaking.mjs): use pid:${program.pid}`,
    });
    process.kill(program.pid, 'SIGKILL');
    await rm(directory, { recursive: true });
  });

  it('to what is no Node.js', async () => {
    const child = own(spawn('sleep', ['60'], { stdio: 'ignore' }));
    await once(child, 'spawn');
    await expect(openInspector(child.pid!)).rejects.toMatchObject({
      code: 'HT_E_ATTACH_REFUSED',
      message: `pid ${child.pid} is sleep, and no process that it started is Node.js`,
    });
  });

  it('to a process that the signal would end', async () => {
    const option = process.versions.node.startsWith('20.') ? '--experimental-permission' : '--permission';
    const target = await startTarget({ nodeArgs: [option, '--allow-fs-read=*'] });
    await expect(openInspector(target.pid)).rejects.toMatchObject({
      code: 'HT_E_ATTACH_REFUSED',
      message: expect.stringContaining(
        `would end pid ${target.pid}, since it was started with ${option}`,
      ) as string,
    });
    expect(target.child.exitCode ?? target.child.signalCode).toBeNull();
  });

  it('where its port is another program’s', async () => {
    const target = await startTarget();
    const server = createServer((socket) =>
      socket.on('error', () => undefined).end('220 welcome\r\n'),
    ).listen(target.port, '127.0.0.1');
    await once(server, 'listening');
    await expect(openInspector(target.pid)).rejects.toMatchObject({
      code: 'HT_E_ATTACH_REFUSED',
      message: expect.stringContaining(
        `port ${target.port}, on which the inspector of pid ${target.pid} would open, is taken by another program`,
      ) as string,
    });
    server.close();
  });

  it('where its port is that of another process’ inspector', async () => {
    const first = await startTarget({ nodeArgs: ['--inspect'] });
    const second = await startTarget({ port: first.port });
    await expect(openInspector(second.pid)).rejects.toMatchObject({
      code: 'HT_E_ATTACH_REFUSED',
      message: expect.stringContaining(
        `is taken by the inspector of another process (pid ${first.pid}, leaking.mjs)`,
      ) as string,
    });
    expect(second.stderr()).toBe('');
    expect(await answers(first)).toBe(true);
  });

  it('where any port may be its', async () => {
    const target = await startTarget({ port: 0 });
    await expect(openInspector(target.pid)).rejects.toMatchObject({
      code: 'HT_E_ATTACH_REFUSED',
      message: expect.stringContaining('port 0') as string,
    });
  });

  it('to nobody once the caller has given up', async () => {
    const target = await startTarget();
    await expect(openInspector(target.pid, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(target.stderr()).toBe('');
  });
});

describe('attaching fails', () => {
  it('where the process handles the signal itself', async () => {
    const target = await startTarget({ args: ['--own-handler'] });
    await expect(openInspector(target.pid)).rejects.toMatchObject({
      code: 'HT_E_ATTACH_REFUSED',
      message: expect.stringContaining('it has a handler of its own for that signal') as string,
    });
    expect(target.child.exitCode ?? target.child.signalCode).toBeNull();
  });

  it('and closes what it opened when the caller gives up on the way', async () => {
    const target = await startTarget();
    const stop = new AbortController();
    const opening = openInspector(target.pid, { signal: stop.signal });
    while (!(await answers(target))) await new Promise((resolve) => setTimeout(resolve, 2));
    stop.abort();
    await expect(opening).rejects.toThrow();
    expect(await answers(target)).toBe(false);
  });
});
