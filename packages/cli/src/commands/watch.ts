import { HeapEndpoint, HeaptideError, parseTarget } from '@heaptide/targets';
import type { Command } from '../command.js';
import { parseDuration } from '../duration.js';
import { EXACT_SITES_OPTIONS, type ExactSitesArguments, withExactSites } from '../exact-sites.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { sourceMapping } from '../views/source-mapping.js';

interface WatchArguments extends SourceMapArguments, ExactSitesArguments {
  target: string;
  every: string;
  unit: string | undefined;
  ascii: boolean;
  timeout: string;
}

/** Watches a live process: a screen on a terminal, append-only lines elsewhere. */
export const watchCommand: Command<WatchArguments> = {
  usage: 'watch <target>',
  describe: 'Watch a live process: which site grows, per unit of work and per minute',
  examples: [
    ['$0 watch http://127.0.0.1:6060', 'a screen on a terminal, lines elsewhere'],
    ['$0 watch http://127.0.0.1:6060 --every 2s --unit sessions', 'faster, and per session'],
    ['$0 watch http://127.0.0.1:6060 --exact', 'with bytes under the right function, at a cost'],
  ],
  positionals: {
    target: { type: 'string', demandOption: true, describe: 'URL of the process' },
  },
  options: {
    every: { type: 'string', default: '5s', describe: 'time between two captures' },
    unit: { type: 'string', describe: 'work counter to divide growth by, such as sessions' },
    ascii: { type: 'boolean', default: false, describe: 'draw with ASCII only' },
    timeout: { type: 'string', default: '60s', describe: 'bound on one capture' },
    ...EXACT_SITES_OPTIONS,
    ...SOURCE_MAP_OPTIONS,
  },
  async run(args, context) {
    const { target, every, unit, ascii, timeout } = args;
    const { stdin, stdout, env, signal } = context;
    const parsed = parseTarget(target);
    if (parsed.kind !== 'url') {
      throw new HeaptideError('HT_E_USAGE', `watch reads a live process: "${target}" is no http:// URL`);
    }
    const endpoint = new HeapEndpoint(parsed.url, { timeoutMs: parseDuration(timeout) });
    const mapping = await sourceMapping(args, context);
    const watched = {
      source: mapping.source(endpoint),
      everyMs: parseDuration(every),
      signal,
      ...(unit === undefined ? {} : { unit }),
    };
    // Ink and React cost a second to load; only this verb pays for them.
    const { canShowScreen, runWatchLines, runWatchScreen } = await import('@heaptide/tui');
    const { report } = await withExactSites(endpoint, args, context, () =>
      stdin.isTTY && canShowScreen(stdout, env)
        ? runWatchScreen({ ...watched, ascii, stdin, stdout })
        : runWatchLines({ ...watched, write: (line) => stdout.write(line) }),
    );
    // Only now, since a line on stderr would go through the screen.
    mapping.tell();
    if (signal.aborted) return 130;
    return report?.sites.some((site) => site.confirmed) === true ? 1 : 0;
  },
};
