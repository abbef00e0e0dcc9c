import { listClasses, readClassHistogram } from '@heaptide/heapsnapshot';
import {
  renderClassesJson,
  renderClassesText,
  renderHistogramJson,
  renderHistogramText,
} from '@heaptide/report/snapshot';
import type { CommandContext } from '../../command.js';
import { rowsOf } from '../../views/view-arguments.js';
import { openGraph } from '../open-graph.js';
import { openingProgress } from '../opening-progress.js';
import type { SnapshotAction } from '../snapshot-action.js';
import type { SnapshotArguments } from '../snapshot-arguments.js';

/** The classes that hold most. */
export const topAction: SnapshotAction = {
  takes: '<file>',
  least: 1,
  most: 1,
  flags: ['json', 'order', 'lite'],
  async run(args, context) {
    context.stdout.write(await (args.lite ? histogram(args, context) : classes(args, context)));
    return 0;
  },
};

async function classes(args: SnapshotArguments, context: CommandContext): Promise<string> {
  const graph = await openGraph(args.files[0]!, args, context);
  const listed = listClasses(graph, { order: args.order });
  const render = args.json ? renderClassesJson : renderClassesText;
  return render(graph, listed, rowsOf(args['node-count']) ?? Infinity);
}

async function histogram(args: SnapshotArguments, { stderr, signal }: CommandContext): Promise<string> {
  const progress = openingProgress(stderr);
  try {
    const counted = await readClassHistogram(args.files[0]!, {
      signal,
      onProgress: (share) => progress.update({ stage: 'counting', share }),
    });
    const render = args.json ? renderHistogramJson : renderHistogramText;
    return render(counted, rowsOf(args['node-count']) ?? Infinity);
  } finally {
    progress.end();
  }
}
