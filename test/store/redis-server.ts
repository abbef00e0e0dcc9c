import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchProgram } from '../support/child-program.js';
import { until } from '../support/until.js';
import { findProgram } from './find-program.js';

const START_LIMIT_MS = 10_000;
const EXECUTABLE = findProgram('redis-server');

/** Why there can be no server; undefined where there can. */
export const missingRedis = EXECUTABLE === undefined ? 'no redis-server on PATH' : undefined;

export interface RedisServer {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface RedisServerOptions {
  /** Default: any free one. */
  readonly port?: number;
  /** Added at the end; a function may put files into the server's directory first. */
  readonly args?: readonly string[] | ((directory: string) => Promise<readonly string[]>);
  /** A sentinel demands a configuration file that it can write to. */
  readonly sentinelConfiguration?: string;
}

/** A server on loopback that keeps nothing on disk. It ends with this process at the latest. */
export async function startRedis(options: RedisServerOptions = {}): Promise<RedisServer> {
  const port = options.port ?? (await freePort());
  const directory = mkdtempSync(path.join(tmpdir(), 'heaptide-store-'));
  const { args = [], sentinelConfiguration } = options;
  const program = launchProgram({
    execPath: EXECUTABLE!,
    args: [
      ...(sentinelConfiguration === undefined
        ? ['--save', '', '--appendonly', 'no', '--dir', directory]
        : [writeConfiguration(directory, sentinelConfiguration), '--sentinel']),
      ...['--bind', '127.0.0.1', '--port', String(port)],
      ...(typeof args === 'function' ? await args(directory) : args),
    ],
  });
  const stop = async () => {
    await program.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  const isReady = () => /Ready to accept connections|Sentinel ID/.test(program.stdout());
  const ended = program.exited.then(() => Promise.reject(new Error('it ended at once')));
  try {
    await Promise.race([until(isReady, START_LIMIT_MS), ended]);
  } catch (error) {
    await stop();
    throw new Error(`redis-server did not start: ${program.stdout()}${program.stderr()}`, { cause: error });
  }
  ended.catch(() => undefined);
  return { port, pid: program.pid, stop };
}

function writeConfiguration(directory: string, text: string): string {
  const file = path.join(directory, 'sentinel.conf');
  writeFileSync(file, text);
  return file;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
