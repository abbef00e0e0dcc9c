import { findSuspects, nodeVersionOf, suspectsByName } from '@heaptide/heapsnapshot';
import { renderSuspectsJson, renderSuspectsText } from '@heaptide/report/snapshot';
import { talkTo } from '../../views/talk.js';
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
    const { graphs, doubt } = await openSeries(args, context);
    if (doubt !== undefined) talkTo(context)(`heaptide: ${doubt}: holders are known by their names`);
    const graph = graphs.at(-1)!;
    const found =
      doubt === undefined ? findSuspects(graph, { earlier: graphs.slice(0, -1) }) : suspectsByName(graphs);
    const suspects = found.map((suspect) => toldSuspect(suspect, args['show-strings']));
    const render = args.json ? renderSuspectsJson : renderSuspectsText;
    const view = {
      file: args.files.at(-1)!,
      total: graph.retainedSizes[0]!,
      nodeVersion: nodeVersionOf(graph),
    };
    context.stdout.write(render({ ...view, suspects }));
    return suspects.some(({ severity }) => severity === 'leak') ? 1 : 0;
  },
};
