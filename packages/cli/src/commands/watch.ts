import { HeapEndpoint, HeaptideError, parseTarget } from '@heaptide/targets';
import type { Command } from '../command.js';
import { parseDuration } from '../duration.js';
import { EXACT_SITES_OPTIONS, type ExactSitesArguments, withExactSites } from '../exact-sites.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { sourceMapping } from '../views/source-mapping.js';
import { ACCESSIBLE_OPTION } from '../watch/accessible-switch.js';
import { DRAWING_OPTIONS, type DrawingArguments, resolveDrawing } from '../watch/drawing-flags.js';
import { FAIL_ON_OPTION, type FailOn } from '../watch/fail-on.js';
import type { EngineOrder } from '../watch/engine-order.js';
import { runWatchFace } from '../watch/run-watch-face.js';
import { showScreen } from '../watch/show-screen.js';
import { savingSource } from '../watch/saving-source.js';
import { withDeadline } from '../watch/watch-deadline.js';
import { type FaceArguments, FACE_OPTIONS, watchFace } from '../watch/watch-face.js';
import { watchExit } from '../watch/watch-result.js';

interface WatchArguments extends SourceMapArguments, ExactSitesArguments, FaceArguments, DrawingArguments {
  target: string;
  every: string;
  unit: string | undefined;
  'fail-on': FailOn;
  timeout: string;
  save: string | undefined;
  'read-only': boolean;
}

/** Watches a live process: a screen on a terminal, append-only lines elsewhere. */
export const watchCommand: Command<WatchArguments> = {
  usage: 'watch <target>',
  describe: 'Watch a live process: which site grows, per unit of work and per minute',
  examples: [
    ['$0 watch http://127.0.0.1:6060', 'a screen on a terminal, lines elsewhere'],
    ['$0 watch http://127.0.0.1:6060 --every 2s --unit requests', 'faster, and per request'],
    ['$0 watch http://127.0.0.1:6060 --exact', 'with bytes under the right function, at a cost'],
    ['$0 watch http://127.0.0.1:6060 --save series', 'and look at it again with heaptide open series'],
    ['$0 watch http://127.0.0.1:6060 --once', 'what one capture shows'],
    ['$0 watch http://127.0.0.1:6060 --duration 60s --fail-on leak', 'for CI: lines, a result, exit 0 or 1'],
    ['$0 watch http://127.0.0.1:6060 --ndjson', 'one line of JSON per capture'],
    ['$0 watch http://127.0.0.1:6060 --accessible', 'sentences and typed commands'],
  ],
  positionals: {
    target: { type: 'string', demandOption: true, describe: 'URL of the process' },
  },
  options: {
    every: { type: 'string', default: '5s', describe: 'time between two captures' },
    unit: { type: 'string', describe: 'work counter to divide growth by, such as requests' },
    ...FACE_OPTIONS,
    'fail-on': FAIL_ON_OPTION,
    accessible: ACCESSIBLE_OPTION,
    ...DRAWING_OPTIONS,
    save: { type: 'string', describe: 'directory to keep the captures in, for heaptide open' },
    'read-only': {
      type: 'boolean',
      default: false,
      describe: 'on a screen: offer nothing that costs the process more than the captures',
    },
    timeout: { type: 'string', default: '60s', describe: 'bound on one capture' },
    ...EXACT_SITES_OPTIONS,
    ...SOURCE_MAP_OPTIONS,
  },
  async run(args, context) {
    const { target, unit, 'fail-on': failOn } = args;
    const { stdout, env, signal } = context;
    const parsed = parseTarget(target);
    if (parsed.kind !== 'url') {
      throw new HeaptideError('HT_E_USAGE', `watch reads a live process: "${target}" is no http:// URL`);
    }
    const face = watchFace(args, context);
    const everyMs = positiveDuration('every', args.every);
    const durationMs = args.duration === undefined ? undefined : positiveDuration('duration', args.duration);
    const endpoint = new HeapEndpoint(parsed.url, { timeoutMs: parseDuration(args.timeout) });
    const mapping = await sourceMapping(args, context);
    const drawing = resolveDrawing(args, stdout, env);
    const watched = {
      everyMs,
      drawing,
      failOn,
      ...(unit === undefined ? {} : { unit }),
      ...(args.once ? { stopWhen: () => true } : {}),
    };
    const ended = await withExactSites(endpoint, args, context, () =>
      face.kind === 'screen'
        ? showScreen({ order: orderOf(args, parsed.url), drawing, readOnly: args['read-only'] }, context)
        : withDeadline(
            mapping.source(args.save === undefined ? endpoint : savingSource(endpoint, args.save)),
            { durationMs, signal },
            (timed) => runWatchFace(face, { ...watched, ...timed }, context),
          ),
    );
    // Only now, since a line on stderr would go through the screen.
    mapping.tell();
    return watchExit({ ...ended, isInterrupted: signal.aborted, failOn });
  },
};

/** What the thread of the screens is told. */
function orderOf(
  { target, every, timeout, unit, save, ...sourceMaps }: WatchArguments,
  url: URL,
): EngineOrder {
  return {
    name: target,
    url: url.href,
    directory: undefined,
    everyMs: parseDuration(every),
    timeoutMs: parseDuration(timeout),
    unit,
    save,
    exportTo: process.cwd(),
    sourceMaps,
  };
}

function positiveDuration(flag: string, text: string): number {
  const ms = parseDuration(text);
  if (ms > 0) return ms;
  throw new HeaptideError('HT_E_USAGE', `--${flag} is longer than nothing`);
}
