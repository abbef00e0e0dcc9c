import { HeapEndpoint, HeaptideError, parseTarget, pollCaptures, saveCapture } from '@heaptide/targets';
import type { Command } from '../command.js';
import { parseDuration } from '../duration.js';
import { EXACT_SITES_OPTIONS, type ExactSitesArguments, withExactSites } from '../exact-sites.js';

interface CaptureArguments extends ExactSitesArguments {
  target: string;
  output: string;
  count: number;
  every: string;
  gc: boolean;
  timeout: string;
}

/** Saves captures of a live process as files; prints their paths. */
export const captureCommand: Command<CaptureArguments> = {
  usage: 'capture <target>',
  describe: 'Save captures of a live process; a directory of them is a series',
  examples: [
    ['$0 capture http://127.0.0.1:6060', 'one capture into the current directory'],
    ['$0 capture http://127.0.0.1:6060 --count 20 --every 10s -o series', 'a series for heaptide growth'],
    ['$0 capture http://127.0.0.1:6060 --count 20 --exact', 'the same, with bytes under the right function'],
  ],
  positionals: {
    target: { type: 'string', demandOption: true, describe: 'URL of the process' },
  },
  options: {
    output: { alias: 'o', type: 'string', default: '.', describe: 'directory to save into' },
    count: { type: 'number', default: 1, describe: 'how many captures' },
    every: { type: 'string', default: '10s', describe: 'time between two captures' },
    gc: {
      type: 'boolean',
      default: true,
      describe: 'collect garbage before each (pauses the process)',
    },
    timeout: { type: 'string', default: '60s', describe: 'bound on one capture' },
    ...EXACT_SITES_OPTIONS,
  },
  async run(args, context) {
    const { target, output, count, every, gc, timeout } = args;
    const { stdout, signal } = context;
    const parsed = parseTarget(target);
    if (parsed.kind !== 'url') {
      throw new HeaptideError('HT_E_USAGE', `capture reads a live process: "${target}" is no http:// URL`);
    }
    if (!Number.isInteger(count) || count < 1) {
      throw new HeaptideError('HT_E_USAGE', '--count takes a whole number from 1');
    }
    const endpoint = new HeapEndpoint(parsed.url, { timeoutMs: parseDuration(timeout) });
    const polled = { everyMs: parseDuration(every), count, gc, signal };
    await withExactSites(endpoint, args, context, async () => {
      for await (const received of pollCaptures(endpoint, polled)) {
        stdout.write(`${await saveCapture(received, output)}\n`);
      }
    });
    return signal.aborted ? 130 : 0;
  },
};
