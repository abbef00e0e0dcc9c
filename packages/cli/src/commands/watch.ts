import { parseTarget } from '@heaptide/targets';
import type { Command } from '../command.js';
import { LIVE_TARGET, TARGET_OPTIONS, type TargetArguments, targetsOf } from '../target/target-options.js';
import { withReachedProcess } from '../target/with-live-process.js';
import { WATCH_OPTIONS, type WatchArguments, watchProcess } from '../watch/watch-process.js';

interface WatchCommandArguments extends WatchArguments, TargetArguments {
  readonly target: string | undefined;
}

/** Watches a live process: a screen on a terminal, append-only lines elsewhere. */
export const watchCommand: Command<WatchCommandArguments> = {
  usage: 'watch [target]',
  describe: 'Watch a live process: which site grows, per unit of work and per minute',
  examples: [
    ['$0 watch http://127.0.0.1:6060', 'a screen on a terminal, lines elsewhere'],
    ['$0 watch pod/web-7c9 -n shop', 'a pod, through kubectl'],
    ['$0 watch deploy/web', 'all its pods: a row each, and what grows in them together'],
    ['$0 watch pod/web-7c9 --attach', 'a pod that has no agent in it'],
    ['$0 watch pid:4711', 'a Node.js process of this machine, without an agent'],
    ['$0 watch http://127.0.0.1:6060 --every 2s --unit requests', 'faster, and per request'],
    ['$0 watch http://127.0.0.1:6060 --exact', 'with bytes under the right function, at a cost'],
    ['$0 watch http://127.0.0.1:6060 --save series', 'and look at it again with heaptide open series'],
    ['$0 watch http://127.0.0.1:6060 --once', 'what one capture shows'],
    ['$0 watch http://127.0.0.1:6060 --duration 60s --fail-on leak', 'for CI: lines, a result, exit 0 or 1'],
    ['$0 watch http://127.0.0.1:6060 --ndjson', 'one line of JSON per capture'],
    ['$0 watch http://127.0.0.1:6060 --accessible', 'sentences and typed commands'],
  ],
  positionals: { target: LIVE_TARGET },
  options: { ...WATCH_OPTIONS, ...TARGET_OPTIONS },
  async run(args, context) {
    const [target] = targetsOf(args.target, args);
    const parsed = parseTarget(target);
    if (parsed.kind === 'workload' && parsed.workload.kind !== 'pod' && !args.attach) {
      const { watchWorkload } = await import('../workload/watch-workload.js');
      return watchWorkload(parsed, args, context);
    }
    return withReachedProcess(target, 'watch', args, context, (reached) =>
      watchProcess(reached, args, context),
    );
  },
};
