import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Program, startProgram } from '../../support/child-program.js';
import { until } from '../../support/until.js';

export const BEATING = fileURLToPath(new URL('../programs/beating.mjs', import.meta.url));
const REGISTER = new URL('../../../packages/cli/dist/register.js', import.meta.url).href;
const HEAP_URL = /heap profiles at (\S+)\n/;
const ANSWER_MS = 10_000;

export interface BeatingOptions {
  readonly execPath?: string;
  /** Its sessions are kept where only closures have them. */
  readonly inClosures?: boolean;
  /** Its inspector listens from the beginning. */
  readonly inspected?: boolean;
  /** What is loaded before it, and the environment for that. */
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A program that keeps sessions, and tells how long it stood still. */
export interface BeatingProgram extends Program {
  /** Port of its inspector. */
  readonly port: number;
  /** How long its event loop stood still at most since this was asked last, milliseconds. */
  longest(): Promise<number>;
  /** What questions have left on its global object. */
  symbols(): Promise<unknown>;
}

export async function startBeating(options: BeatingOptions = {}): Promise<BeatingProgram> {
  const { execPath, inClosures = false, inspected = false, nodeArgs = [], env = {} } = options;
  const port = await freePort();
  const program = await startProgram({
    args: [BEATING, ...(inClosures ? ['closures'] : [])],
    nodeArgs: [`--${inspected ? 'inspect' : 'inspect-port'}=127.0.0.1:${port}`, ...nodeArgs],
    env,
    ...(execPath === undefined ? {} : { execPath }),
  });
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${program.url}${path}`, { signal: AbortSignal.timeout(ANSWER_MS) });
    return answer.json();
  };
  return {
    ...program,
    port,
    longest: async () => Number(await ask('/longest')),
    symbols: () => ask('/symbols'),
  };
}

/** The same with an agent, whose `/debug/heap` is `heapUrl`. */
export async function startAgented({ allowWhy = true }: { readonly allowWhy?: boolean } = {}): Promise<
  BeatingProgram & { readonly heapUrl: string }
> {
  const program = await startBeating({
    nodeArgs: ['--no-turbo-inlining', '--no-maglev-inlining', '--import', REGISTER],
    env: {
      HEAPTIDE_ADDR: '127.0.0.1:0',
      HEAPTIDE_INTERVAL: '2048',
      HEAPTIDE_ALLOW_WHY: allowWhy ? '1' : '0',
    },
  });
  await until(() => HEAP_URL.test(program.stderr()), ANSWER_MS);
  return { ...program, heapUrl: HEAP_URL.exec(program.stderr())![1]! };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
