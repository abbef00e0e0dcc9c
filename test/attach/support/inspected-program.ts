import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import {
  type LaunchedProgram,
  launchProgram,
  type Program,
  startProgram,
} from '../../support/child-program.js';
import { until } from '../../support/until.js';

const LEAK = fileURLToPath(new URL('../programs/leak.mjs', import.meta.url));
const ATTACH = fileURLToPath(new URL('../programs/attach.mjs', import.meta.url));

export interface InspectedOptions {
  readonly execPath?: string;
  readonly nodeArgs?: readonly string[];
  readonly args?: readonly string[];
}

/** A program without an agent that leaks in `leakOnPurpose`. */
export interface InspectedProgram extends Program {
  /** Where its inspector would be. */
  readonly port: number;
}

export async function startInspected(options: InspectedOptions = {}): Promise<InspectedProgram> {
  const { execPath, nodeArgs = [], args = [] } = options;
  const port = await freePort();
  const program = await startProgram({
    args: [LEAK, ...args],
    nodeArgs: [`--inspect-port=127.0.0.1:${port}`, ...nodeArgs],
    ...(execPath === undefined ? {} : { execPath }),
  });
  return { ...program, port };
}

/** What attached to a process. */
export interface Attacher extends LaunchedProgram {
  /** Resolves once it has a capture: what stands on top, with how many samples, after how long. */
  attached(): Promise<{ readonly top: string; readonly samples: number; readonly tookMs: number }>;
  /** Its line that says why not; `undefined` where there is none. */
  refusal(): string | undefined;
}

export function attach(pid: number, args: readonly string[] = []): Attacher {
  const program = launchProgram({ args: [ATTACH, String(pid), ...args] });
  return {
    ...program,
    attached: async () => {
      await until(() => /^(?:top|refused) .*\n/m.test(program.stdout()), 20_000);
      const [, top, samples, tookMs] = /^top (.*) (\d+) (\d+)$/m.exec(program.stdout()) ?? [];
      if (top === undefined) throw new Error(program.stdout() + program.stderr());
      return { top, samples: Number(samples), tookMs: Number(tookMs) };
    },
    refusal: () => /^refused (.*)$/m.exec(program.stdout())?.[1],
  };
}

/** Whether the inspector listens. */
export function isOpen({ port }: Pick<InspectedProgram, 'port'>): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
