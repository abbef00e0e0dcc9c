import { HeaptideError } from '@heaptide/profile';
import type { Command } from '../command.js';
import { parseDuration } from '../duration.js';

interface ProxyArguments {
  upstream: string;
  host: string;
  port: number;
  'debug-addr': string | undefined;
  'idle-timeout': string;
}

/** Runs the transparent MCP proxy until it is interrupted. */
export const proxyCommand: Command<ProxyArguments> = {
  usage: 'proxy',
  describe: 'Run a transparent MCP proxy, with a heap endpoint if asked',
  examples: [
    ['$0 proxy --upstream http://127.0.0.1:3001/mcp --port 8080', 'proxy one MCP server'],
    ['$0 proxy --upstream http://127.0.0.1:3001/mcp --debug-addr 127.0.0.1:6060', 'with /debug/heap'],
  ],
  options: {
    upstream: { type: 'string', demandOption: true, describe: 'URL of the MCP server' },
    host: { type: 'string', default: '127.0.0.1', describe: 'address to listen on' },
    port: { type: 'number', default: 8080, describe: 'port to listen on; 0 takes a free one' },
    'debug-addr': { type: 'string', describe: 'serve /debug/heap here, such as 127.0.0.1:6060' },
    'idle-timeout': {
      type: 'string',
      default: '30m',
      describe: 'forget a session after this silence',
    },
  },
  async run(args, { stdout, signal, env }) {
    if (!/^https?:\/\//i.test(args.upstream) || !URL.canParse(args.upstream)) {
      throw new HeaptideError('HT_E_USAGE', `--upstream takes an http:// URL, not "${args.upstream}"`);
    }
    const upstream = new URL(args.upstream);
    const address = args['debug-addr'];
    // Neither is on the path of the other verbs.
    const { startProxy } = await import('@heaptide/proxy');
    const { count, optionsFromEnvironment, startAgent } = await import('@heaptide/agent');
    const fromEnvironment = optionsFromEnvironment({ ...env, HEAPTIDE_ADDR: address });
    const wanted = { service: 'heaptide-proxy', ...fromEnvironment };
    const agent = address === undefined && wanted.ring === undefined ? undefined : await startAgent(wanted);
    try {
      const proxy = await startProxy({
        upstream,
        host: args.host,
        port: args.port,
        idleTimeoutMs: parseDuration(args['idle-timeout']),
        onSession: () => count('sessions'),
      });
      stdout.write(`listening ${proxy.url}${upstream.pathname}\n`);
      await aborted(signal);
      await proxy.close();
    } finally {
      await agent?.stop();
    }
    return 0;
  },
};

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
