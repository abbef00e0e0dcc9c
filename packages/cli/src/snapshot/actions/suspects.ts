import { findSuspects } from '@heaptide/heapsnapshot';
import { renderSuspectsJson, renderSuspectsText } from '@heaptide/report/snapshot';
import { openSeries } from '../open-series.js';
import type { SnapshotAction } from '../snapshot-action.js';
import { toldSuspect } from '../told-suspect.js';

/** Where the heap's mass piles up; with several snapshots of one process, what leaks. */
export const suspectsAction: SnapshotAction = {
  takes: '<files..>',
  least: 1,
  most: Infinity,
  flags: ['json', 'show-strings'],
  async run(args, context) {
    const graphs = await openSeries(args, context);
    const graph = graphs.at(-1)!;
    const suspects = findSuspects(graph, { earlier: graphs.slice(0, -1) }).map((suspect) =>
      toldSuspect(suspect, args['show-strings']),
    );
    const render = args.json ? renderSuspectsJson : renderSuspectsText;
    context.stdout.write(render({ file: args.files.at(-1)!, total: graph.retainedSizes[0]!, suspects }));
    return suspects.some(({ severity }) => severity === 'leak') ? 1 : 0;
  },
};
