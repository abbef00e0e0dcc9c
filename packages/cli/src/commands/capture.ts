import { HeaptideError, pollCaptures, saveCapture } from '@heaptide/targets';
import type { Command } from '../command.js';
import { parseDuration } from '../duration.js';
import { EXACT_SITES_OPTIONS, type ExactSitesArguments, withExactSites } from '../exact-sites.js';
import { LIVE_TARGET, TARGET_OPTIONS, type TargetArguments, targetsOf } from '../target/target-options.js';
import { withLiveProcess } from '../target/with-live-process.js';

interface CaptureArguments extends ExactSitesArguments, TargetArguments {
  target: string | undefined;
  output: string;
  count: number;
  every: string;
  gc: boolean;
  timeout: string;
}

/** Saves captures of a live process as files; prints their paths. */
export const captureCommand: Command<CaptureArguments> = {
  usage: 'capture [target]',
  describe: 'Save captures of a live process; a directory of them is a series',
  examples: [
    ['$0 capture http://127.0.0.1:6060', 'one capture into the current directory'],
    ['$0 capture pod/web-7c9 -n shop', 'the same of a pod'],
    ['$0 capture http://127.0.0.1:6060 --count 20 --every 10s -o series', 'a series for heaptide growth'],
    ['$0 capture http://127.0.0.1:6060 --count 20 --exact', 'the same, with bytes under the right function'],
  ],
  positionals: {
    target: LIVE_TARGET,
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
    ...TARGET_OPTIONS,
  },
  async run(args, context) {
    const { output, count, every, gc } = args;
    const { stdout, signal } = context;
    const [target] = targetsOf(args.target, args);
    if (!Number.isInteger(count) || count < 1) {
      throw new HeaptideError('HT_E_USAGE', '--count takes a whole number from 1');
    }
    const polled = { everyMs: parseDuration(every), count, gc, signal };
    await withLiveProcess(target, 'capture', args, context, (process) =>
      withExactSites(process, args, context, async () => {
        for await (const received of pollCaptures(process, polled)) {
          stdout.write(`${await saveCapture(received, output)}\n`);
        }
      }),
    );
    return signal.aborted ? 130 : 0;
  },
};
