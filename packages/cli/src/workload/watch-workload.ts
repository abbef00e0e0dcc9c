import { HeaptideError, type LiveTarget } from '@heaptide/targets';
import type { CommandContext, ExitCode } from '../command.js';
import { parseDuration, positiveDuration } from '../duration.js';
import { reachSettings, type TargetArguments } from '../target/target-options.js';
import { sourceMapping } from '../views/source-mapping.js';
import { resolveDrawing } from '../watch/drawing-flags.js';
import { keepHeapSmall } from '../watch/small-heap.js';
import { watchFace } from '../watch/watch-face.js';
import { type WatchArguments, watchProcess } from '../watch/watch-process.js';
import { runWorkloadWatch } from './run-workload-watch.js';
import { startWorkloadThread } from './workload-thread.js';

/**
 * Watches all pods of a workload: a row each, and what grows in them together.
 * @throws {HeaptideError} `HT_E_USAGE` for flags that a workload does not take; what reaching the cluster meets.
 */
export async function watchWorkload(
  target: Extract<LiveTarget, { kind: 'workload' }>,
  args: WatchArguments & TargetArguments,
  context: CommandContext,
): Promise<ExitCode> {
  if (args.exact)
    throw new HeaptideError('HT_E_USAGE', '--exact takes one process: name a pod, such as pod/NAME');
  const face = watchFace(args, context);
  keepHeapSmall();
  const everyMs = positiveDuration('every', args.every);
  const timeoutMs = parseDuration(args.timeout);
  const drawing = resolveDrawing(args, context.stdout, context.env);
  const { joinWorkload, reachWorkload } = await import('@heaptide/targets/cluster');
  const settings = reachSettings(args, context);
  const reached = await reachWorkload(target, settings);
  try {
    const { address } = reached;
    const { unit, save, duration } = args;
    const { 'source-maps': maps, 'source-map-dir': directory, verbose } = args;
    const sourceMaps = { 'source-maps': maps, 'source-map-dir': directory, verbose };
    const mapping = await sourceMapping(sourceMaps, context);
    const source = await joinWorkload(address, {
      timeoutMs,
      ...(settings.note && { onProblem: settings.note }),
    });
    const exit = await runWorkloadWatch(
      source,
      {
        face,
        everyMs,
        drawing,
        failOn: args['fail-on'],
        ...(duration === undefined ? {} : { durationMs: positiveDuration('duration', duration) }),
        ...(unit === undefined ? {} : { unit }),
        ...(save === undefined ? {} : { save }),
        mapCapture: (capture) => mapping.applyTo(capture),
        startThread: () => startWorkloadThread({ address, everyMs, timeoutMs, unit, save, sourceMaps }),
        openPod: ({ name, port }) => {
          const pod = { ...address.cluster, pod: name };
          const { token } = address;
          const endpoint = { name: `pod/${name}`, port, ...(token === undefined ? {} : { token }) };
          return watchProcess(
            { name: endpoint.name, address: { kind: 'pod', pod, ...endpoint } },
            { ...args, save: undefined },
            context,
          );
        },
      },
      context,
    );
    mapping.tell();
    return exit;
  } finally {
    await reached.close();
  }
}
