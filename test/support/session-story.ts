import { fileURLToPath } from 'node:url';
import { type Program, startProgram } from './child-program.js';
import { until } from './until.js';

/** The proxy of the story before and after its fix. */
export type ProxyKind = 'leaky' | 'fixed';

/** An echo server behind a proxy whose heap is sampled. */
export interface SessionStory {
  /** Where clients send MCP requests. */
  readonly mcpUrl: string;
  /** The proxy's `/debug/heap`. */
  readonly heapUrl: string;
  readonly proxy: Program;
  stop(): Promise<void>;
}

const root = new URL('../../', import.meta.url);
export const cliPath = fileURLToPath(new URL('packages/cli/bin/heaptide.js', root));
const register = new URL('packages/cli/dist/register.js', root).href;
const app = (name: string): string => fileURLToPath(new URL(`fixtures/apps/${name}`, root));

/** With inlining, V8 charges what a hot function allocates to its caller. */
const EXACT_SITES = ['--no-turbo-inlining', '--no-maglev-inlining'];
const INTERVAL_BYTES = '4096';
const HEAP_URL = /heap profiles at (\S+)\n/;
const ENDPOINT_LIMIT_MS = 10_000;

export interface SessionStoryOptions {
  /** The proxy lets itself be asked who keeps what a site makes. */
  readonly allowWhy?: boolean;
}

export async function startSessionStory(
  kind: ProxyKind,
  { allowWhy = false }: SessionStoryOptions = {},
): Promise<SessionStory> {
  const server = await startProgram({ args: [app('mcp-echo-server.mjs')] });
  try {
    const proxy = await startProgram({
      nodeArgs: [...EXACT_SITES, '--import', register],
      args:
        kind === 'leaky'
          ? [app('leaky-proxy.mjs')]
          : [cliPath, 'proxy', '--upstream', server.url, '--port', '0'],
      env: {
        UPSTREAM: server.url,
        HEAPTIDE_ADDR: '127.0.0.1:0',
        HEAPTIDE_INTERVAL: INTERVAL_BYTES,
        HEAPTIDE_SERVICE: `${kind}-proxy`,
        ...(allowWhy ? { HEAPTIDE_ALLOW_WHY: '1' } : {}),
      },
    });
    // The endpoint comes up beside the program.
    await until(() => HEAP_URL.test(proxy.stderr()), ENDPOINT_LIMIT_MS);
    const heapUrl = HEAP_URL.exec(proxy.stderr())![1]!;
    const stop = async (): Promise<void> => {
      await proxy.stop();
      await server.stop();
    };
    return { mcpUrl: proxy.url, heapUrl, proxy, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
