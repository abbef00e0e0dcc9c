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
  arguments: (yargs) =>
    yargs
      .option('upstream', { type: 'string', demandOption: true, describe: 'URL of the MCP server' })
      .option('host', { type: 'string', default: '127.0.0.1', describe: 'address to listen on' })
      .option('port', { type: 'number', default: 8080, describe: 'port to listen on; 0 takes a free one' })
      .option('debug-addr', { type: 'string', describe: 'serve /debug/heap here, such as 127.0.0.1:6060' })
      .option('idle-timeout', { type: 'string', default: '30m', describe: 'forget a session after this silence' }),
  async run(args, { stdout, signal }) {
    if (!/^https?:\/\//i.test(args.upstream) || !URL.canParse(args.upstream)) {
      throw new HeaptideError('HT_E_USAGE', `--upstream takes an http:// URL, not "${args.upstream}"`);
    }
    // Neither is on the path of the other verbs.
    const { startProxy } = await import('@heaptide/proxy');
    const { count, startAgent } = await import('@heaptide/agent');
    const address = args['debug-addr'];
    const agent = address === undefined ? undefined : await startAgent({ address, service: 'heaptide-proxy' });
    const proxy = await startProxy({
      upstream: new URL(args.upstream),
      host: args.host,
      port: args.port,
      idleTimeoutMs: parseDuration(args['idle-timeout']),
      onSession: () => count('sessions'),
    });
    stdout.write(`listening ${proxy.url}\n`);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    await proxy.close();
    await agent?.stop();
    return 0;
  },
};
