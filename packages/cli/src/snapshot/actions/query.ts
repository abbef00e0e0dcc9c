import { parseQuery, queryHeapGraph } from '@heaptide/heapsnapshot';
import { renderQueryJson, renderQueryText } from '@heaptide/report/snapshot';
import { openGraph } from '../open-graph.js';
import type { SnapshotAction } from '../snapshot-action.js';

/** The objects that an expression picks. */
export const queryAction: SnapshotAction = {
  takes: "<file> '<expression>'",
  least: 2,
  most: 2,
  flags: ['json', 'show-strings'],
  async run(args, context) {
    const [file, query] = args.files as [string, string];
    // What is wrong with it need not wait for the file.
    parseQuery(query);
    const graph = await openGraph(file, args, context);
    const answer = queryHeapGraph(graph, query, { showStrings: args['show-strings'] });
    context.stdout.write(args.json ? renderQueryJson(answer) : renderQueryText(answer));
    return 0;
  },
};
