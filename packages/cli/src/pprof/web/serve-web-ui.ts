import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { safeText } from '@heaptide/report';
import { readSourceText } from '../output/source-text.js';
import type { Talk } from '../pprof-context.js';
import { pprofError } from '../pprof-error.js';
import { isLoopback } from './access.js';
import { type HostPort, joinHostPort, parseHostPort } from './host-port.js';
import { openBrowser } from './open-browser.js';
import { SettingsFile } from './settings-file.js';
import { settingsPath } from './settings-path.js';
import { queryForOptions } from './url-options.js';
import { createWebHandler } from './web-handler.js';
import type { ServeWebUi } from './web-ui.js';

/** A selection of hundreds of functions is a long address. */
const MAX_HEADER_BYTES = 256 * 1024;
const MAX_CONNECTIONS = 128;
const LONGEST_LINE = 4096;

/** `heaptide pprof -http`: the pages, until the signal is aborted. @throws {HeaptideError} `HT_E_PPROF`. */
export const serveWebUi: ServeWebUi = async ({
  hostport,
  profile,
  options,
  openBrowser: opens,
  context,
  talk: print,
}) => {
  // Addresses, names and what graphviz says of them must not move the cursor of the terminal.
  const talk: Talk = (line) => print(safeText(line, { limit: LONGEST_LINE }));
  const { host, port } = parseHostPort(hostport);
  const { env, cwd, signal } = context;
  const isLocal = isLoopback(host);
  const settings = settingsPath(env);
  const handler = createWebHandler({
    profile,
    options,
    access: { isLocal, host },
    settings: settings === undefined ? undefined : new SettingsFile(settings),
    readSource: (path) => (isOfKernel(resolve(cwd, path)) ? undefined : readSourceText(path, cwd)),
    workingDirectory: cwd,
    drawGraph: async (dot, rendering) => {
      const { drawGraph } = await import('../output/graph-image.js');
      const drawn = { ...context, signal: AbortSignal.any([signal, rendering]) };
      return String(await drawGraph(dot, 'svg', drawn, talk));
    },
    talk,
  });
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: 30_000, headersTimeout: 10_000 },
    handler,
  );
  server.maxConnections = MAX_CONNECTIONS;
  const address = joinHostPort({ host, port: await listen(server, { host, port }) });
  try {
    talk(`Serving web UI on http://${address}`);
    if (!isLocal) {
      talk(`Warning: everyone who can reach ${address} can read this profile and the sources that it names`);
    }
    if (opens) {
      const query = queryForOptions(options, new URLSearchParams()).query.toString();
      const page = `http://${address}/ui/flamegraph${query === '' ? '' : `?${query}`}`;
      if (!(await openBrowser(page, env))) talk(page);
    }
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
};

/** Some of these look like files and never end, and a profile may name any. */
function isOfKernel(path: string): boolean {
  return /^\/(?:proc|sys|dev)\//.test(path);
}

/** Resolves to the port. */
async function listen(server: Server, { host, port }: HostPort): Promise<number> {
  const attempt = async (at: string): Promise<number> => {
    server.listen({ host: at, port });
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  try {
    // As Go does: by IPv4 where the machine has it, whatever order the resolver prefers.
    if (host !== 'localhost') return await attempt(host);
    return await attempt('127.0.0.1').catch((error: unknown) => {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return attempt('::1');
      throw error;
    });
  } catch (error) {
    throw pprofError(
      `listen tcp ${joinHostPort({ host, port })}: ${reasonOf(error as NodeJS.ErrnoException)}`,
      {
        cause: error,
      },
    );
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return 'bind: address already in use';
  if (code === 'EACCES') return 'bind: permission denied';
  if (code === 'EADDRNOTAVAIL') return 'bind: cannot assign requested address';
  if (code === 'ENOTFOUND') return 'no such host';
  return message;
}
