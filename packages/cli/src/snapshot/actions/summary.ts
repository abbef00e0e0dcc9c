import { summariseKinds } from '@heaptide/heapsnapshot';
import { renderKindsJson, renderKindsText } from '@heaptide/report/snapshot';
import { openGraph } from '../open-graph.js';
import type { SnapshotAction } from '../snapshot-action.js';

/** What a heap is made of: code, strings, arrays, native memory … */
export const summaryAction: SnapshotAction = {
  takes: '<file>',
  least: 1,
  most: 1,
  flags: ['json'],
  async run(args, context) {
    const graph = await openGraph(args.files[0]!, args, context);
    const render = args.json ? renderKindsJson : renderKindsText;
    context.stdout.write(render(graph, summariseKinds(graph)));
    return 0;
  },
};
