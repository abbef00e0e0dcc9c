import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchProgram, type LaunchedProgram } from '../../support/child-program.js';

const START_LIMIT_MS = 10_000;
const LOOK_EVERY_MS = 20;
/** Distributions put it where only root's PATH leads. */
const COMMANDS = ['nginx', '/usr/sbin/nginx', '/usr/local/sbin/nginx'];
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** An nginx that can be run. */
export interface NginxCommand {
  readonly command: string;
  readonly version: string;
}

/** `undefined` where there is none. */
export function findNginx(): NginxCommand | undefined {
  for (const command of COMMANDS) {
    const { stderr, status } = spawnSync(command, ['-v'], { encoding: 'utf8', timeout: START_LIMIT_MS });
    const version = status === 0 ? /nginx\/(\S+)/.exec(stderr)?.[1] : undefined;
    if (version !== undefined) return { command, version };
  }
  return undefined;
}

/**
 * Starts nginx as one process, which is worker and master in one, in front of an MCP endpoint: no buffering, connections
 * kept on both sides, and the client's Host, without which MCP servers refuse.
 */
export async function startNginx(
  { command }: NginxCommand,
  upstream: URL,
): Promise<{ url: URL; pid: number; stop: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'heaptide-nginx-'));
  const configuration = join(directory, 'nginx.conf');
  const port = await freePort();
  writeFileSync(configuration, configurationText({ directory, port, upstream }));
  const program = launchProgram({
    execPath: command,
    args: ['-p', directory, '-e', 'stderr', '-c', configuration],
  });
  const stop = async (): Promise<void> => {
    await program.stop();
    rmSync(directory, { recursive: true });
  };
  try {
    await listening(program, port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: new URL(upstream.pathname, `http://127.0.0.1:${port}`), pid: program.pid, stop };
}

interface ConfigurationOptions {
  readonly directory: string;
  readonly port: number;
  readonly upstream: URL;
}

function configurationText({ directory, port, upstream }: ConfigurationOptions): string {
  return `daemon off;
master_process off;
worker_processes 1;
pid ${directory}/nginx.pid;
error_log stderr warn;
events { worker_connections 1024; }
http {
  access_log off;
${TEMPORARY.map((name) => `  ${name}_temp_path ${directory}/${name};`).join('\n')}
  keepalive_timeout 600s;
  keepalive_requests 100000000;
  upstream mcp {
    server ${upstream.host};
    keepalive 128;
    keepalive_requests 100000000;
    keepalive_timeout 600s;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://mcp;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_buffering off;
      proxy_request_buffering off;
      proxy_read_timeout 600s;
    }
  }
}
`;
}

/** One that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function listening(program: LaunchedProgram, port: number): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS;
  const ended = program.exited.then(() => true);
  while (!(await connects(port))) {
    if ((await Promise.race([ended, sleep(LOOK_EVERY_MS, false)])) || performance.now() > deadline)
      throw new Error(`nginx does not listen: ${program.stderr()}`);
  }
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
