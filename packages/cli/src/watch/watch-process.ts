import type { LiveProcess, ReachedProcess } from '@heaptide/targets';
import type { CommandOption, ExitCode } from '../command.js';
import { parseDuration, positiveDuration } from '../duration.js';
import { EXACT_SITES_OPTIONS, type ExactSitesArguments, withExactSites } from '../exact-sites.js';
import { withConnection } from '../target/with-live-process.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { type SourceMapping, sourceMapping } from '../views/source-mapping.js';
import { askingAtEnd } from '../why/ask-at-end.js';
import { keepNewest } from '../why/newest-capture.js';
import { ACCESSIBLE_OPTION } from './accessible-switch.js';
import { DRAWING_OPTIONS, type DrawingArguments, resolveDrawing } from './drawing-flags.js';
import type { EngineOrder } from './engine-order.js';
import { FAIL_ON_OPTION, type FailOn } from './fail-on.js';
import { runWatchFace } from './run-watch-face.js';
import { savingSource } from './saving-source.js';
import { showScreen } from './show-screen.js';
import { withDeadline } from './watch-deadline.js';
import { endingSignal, type WatchContext, watchEnd } from './watch-end.js';
import { type FaceArguments, FACE_OPTIONS, type PrintedFace, watchFace } from './watch-face.js';
import { resultLine, watchExit } from './watch-result.js';

/** What watching a process takes, however it was reached. */
export interface WatchArguments
  extends SourceMapArguments, ExactSitesArguments, FaceArguments, DrawingArguments {
  readonly every: string;
  readonly unit: string | undefined;
  readonly 'fail-on': FailOn;
  readonly timeout: string;
  readonly save: string | undefined;
  readonly 'read-only': boolean;
  /** Asks in the end who keeps what is found to leak, where the watch is printed. */
  readonly askAtEnd?: boolean;
}

/** Flags of {@link WatchArguments}. */
export const WATCH_OPTIONS = {
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
} as const satisfies Record<string, CommandOption>;

/**
 * Watches a process: a screen on a terminal, append-only lines elsewhere, or what else the flags ask for.
 * @throws {HeaptideError} `HT_E_USAGE` for flags that do not go together; what reading captures throws.
 */
export async function watchProcess(
  reached: Pick<ReachedProcess, 'name' | 'address'>,
  args: WatchArguments,
  context: WatchContext,
): Promise<ExitCode> {
  const { 'fail-on': failOn } = args;
  const face = watchFace(args, context);
  positiveDuration('every', args.every);
  const mapping = await sourceMapping(args, context);
  const drawing = resolveDrawing(args, context.stdout, context.env);
  const print = (live: LiveProcess, printed: PrintedFace) =>
    printFace({ live, reached, face: printed, drawing, mapping }, args, context);
  const order = orderOf(reached, args);
  const onScreen = { ...context, signal: endingSignal(context) };
  const show = () => showScreen({ order, drawing, readOnly: args['read-only'] }, onScreen);
  const ended =
    face.kind !== 'screen'
      ? await withConnection(reached, args, (live) =>
          withExactSites(live, args, context, () => print(live, face)),
        )
      : args.exact
        ? await withConnection(reached, args, (live) => withExactSites(live, args, context, show))
        : await show();
  // Only now, since a line on stderr would go through the screen.
  mapping.tell();
  const result = { ...ended, isInterrupted: context.signal.aborted, end: watchEnd(context), failOn };
  if (face.kind === 'screen' && result.end !== undefined) context.stdout.write(`${resultLine(result)}\n`);
  return watchExit(result);
}

interface PrintedWatch {
  readonly live: LiveProcess;
  readonly reached: Pick<ReachedProcess, 'name' | 'address'>;
  readonly face: PrintedFace;
  readonly drawing: ReturnType<typeof resolveDrawing>;
  readonly mapping: SourceMapping;
}

function printFace(
  { live, reached, face, drawing, mapping }: PrintedWatch,
  args: WatchArguments,
  context: WatchContext,
) {
  const { unit, save, duration, 'fail-on': failOn, once, every } = args;
  const watched = {
    everyMs: parseDuration(every),
    drawing,
    failOn,
    ...(unit === undefined ? {} : { unit }),
    ...(once ? { stopWhen: () => true } : {}),
  };
  const kept = args.askAtEnd === true ? keepNewest(mapping) : undefined;
  const asking = kept && askingAtEnd(reached, { ...args, mapping: kept }, context);
  const durationMs = duration === undefined ? undefined : positiveDuration('duration', duration);
  return withDeadline(
    (kept ?? mapping).source(save === undefined ? live : savingSource(live, save)),
    { durationMs, signal: endingSignal(context) },
    (timed) => runWatchFace(face, { ...watched, ...timed, ...asking }, context),
  );
}

/** What the thread of the screens is told. */
function orderOf(
  { name, address }: Pick<ReachedProcess, 'name' | 'address'>,
  { every, timeout, unit, save, ...rest }: WatchArguments,
): EngineOrder {
  const { 'source-maps': maps, 'source-map-dir': directory, verbose } = rest;
  return {
    name,
    address,
    directory: undefined,
    everyMs: parseDuration(every),
    timeoutMs: parseDuration(timeout),
    unit,
    save,
    exportTo: process.cwd(),
    sourceMaps: { 'source-maps': maps, 'source-map-dir': directory, verbose },
  };
}
