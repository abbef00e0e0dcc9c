import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export const LEAKING = fileURLToPath(new URL('./programs/leaking.mjs', import.meta.url));

export interface TargetOptions {
  readonly execPath?: string;
  /** Of node itself, beside the port of its inspector. */
  readonly nodeArgs?: readonly string[];
  readonly args?: readonly string[];
  /** By default one that is free. */
  readonly port?: number;
}

export interface TargetProgram {
  readonly pid: number;
  /** Where its inspector listens once it is open. */
  readonly port: number;
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
}

const children = new Set<ChildProcess>();

/** A program that leaks, once it runs; ended by {@link endPrograms}. */
export async function startTarget(options: TargetOptions = {}): Promise<TargetProgram> {
  const { execPath = process.execPath, nodeArgs = [], args = [], port = await freePort() } = options;
  const child = own(
    spawn(execPath, [`--inspect-port=127.0.0.1:${port}`, ...nodeArgs, LEAKING, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout = (stdout + text).slice(-100_000)));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-100_000)));
  await ready(child, () => stderr);
  return { pid: child.pid!, port, child, stdout: () => stdout, stderr: () => stderr };
}

/** Resolves when it has said something. */
export async function ready(child: ChildProcess, stderr: () => string = () => ''): Promise<void> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the program ended with ${String(code)}: ${stderr()}`);
  });
  await Promise.race([once(child.stdout!, 'data', { signal: AbortSignal.timeout(10_000) }), ended]);
  ended.catch(() => undefined);
}

/** `child`, which {@link endPrograms} ends. */
export function own<T extends ChildProcess>(child: T): T {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

export async function endPrograms(): Promise<void> {
  await Promise.all(
    [...children].map(async (child) => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }),
  );
}

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** Whether its inspector listens. */
export function answers({ port }: Pick<TargetProgram, 'port'>): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** Free at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
