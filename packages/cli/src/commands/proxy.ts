import type { Command } from '../command.js';
import { PROXY_FLAGS, type ProxyArguments } from '../proxy/proxy-flags.js';

/** Runs the transparent MCP proxy until it is interrupted. */
export const proxyCommand: Command<ProxyArguments> = {
  usage: 'proxy',
  describe: 'Run a transparent MCP proxy, with a heap endpoint if asked',
  examples: [
    ['$0 proxy --upstream http://127.0.0.1:3001/mcp --port 8080', 'proxy one MCP server'],
    ['$0 proxy --upstream http://127.0.0.1:3001/mcp --debug-addr 127.0.0.1:6060', 'with /debug/heap'],
    ['$0 proxy --config proxy.json --check', 'whether a configuration holds'],
  ],
  options: PROXY_FLAGS,
  async run(args, context) {
    // Neither the proxy nor the agent is on the path of the other verbs.
    const { serveProxy } = await import('../proxy/serve-proxy.js');
    await serveProxy(args, context);
    return 0;
  },
};
