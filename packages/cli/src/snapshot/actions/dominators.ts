import { renderDominatorsJson, renderDominatorsText } from '@heaptide/report/snapshot';
import { rowsOf } from '../../views/view-arguments.js';
import { chosenNode } from '../chosen-node.js';
import { openGraph } from '../open-graph.js';
import type { SnapshotAction } from '../snapshot-action.js';

/** Who would free what: of the whole heap, or of one object. */
export const dominatorsAction: SnapshotAction = {
  takes: '<file> [--id N | --class NAME]',
  least: 1,
  most: 1,
  flags: ['json', 'id', 'class'],
  async run(args, context) {
    const graph = await openGraph(args.files[0]!, args, context);
    const options = { node: chosenNode(graph, args) ?? 0, rows: rowsOf(args['node-count']) ?? Infinity };
    const render = args.json ? renderDominatorsJson : renderDominatorsText;
    context.stdout.write(render(graph, options));
    return 0;
  },
};
