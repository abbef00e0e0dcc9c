import { retainingPaths } from '@heaptide/heapsnapshot';
import { HeaptideError } from '@heaptide/profile';
import { renderPathsJson, renderPathsText } from '@heaptide/report/snapshot';
import { chosenNode } from '../chosen-node.js';
import { openGraph } from '../open-graph.js';
import type { SnapshotAction } from '../snapshot-action.js';

/** Ways to an object that are told. */
const MOST_PATHS = 3;

/** What holds an object: the way from a root to it. */
export const pathAction: SnapshotAction = {
  takes: '<file> (--id N | --class NAME)',
  least: 1,
  most: 1,
  flags: ['json', 'id', 'class', 'show-strings'],
  async run(args, context) {
    if (args.id === undefined && args.class === undefined)
      throw new HeaptideError(
        'HT_E_USAGE',
        'snapshot path takes the object: --id N, or --class NAME for the largest of a class',
      );
    const graph = await openGraph(args.files[0]!, args, context);
    const node = chosenNode(graph, args)!;
    const render = args.json ? renderPathsJson : renderPathsText;
    const paths = retainingPaths(graph, node, { most: MOST_PATHS });
    context.stdout.write(render(graph, { node, paths, showStrings: args['show-strings'] }));
    return 0;
  },
};
