import { HeaptideError } from '@heaptide/profile';
import { nodeLines, renderNodesJson, renderNodesText } from '@heaptide/report/snapshot';
import { rowsOf } from '../../views/view-arguments.js';
import { openGraph } from '../open-graph.js';
import type { SnapshotAction } from '../snapshot-action.js';
import { writeChunks } from '../write-chunks.js';

/** The largest objects; with `--ndjson` all of them, for other programs. */
export const nodesAction: SnapshotAction = {
  takes: '<file>',
  least: 1,
  most: 1,
  flags: ['json', 'ndjson'],
  async run(args, context) {
    const { stdout, signal } = context;
    if (args.ndjson && args.json) throw new HeaptideError('HT_E_USAGE', 'either --json or --ndjson');
    const graph = await openGraph(args.files[0]!, args, context);
    if (args.ndjson) {
      await writeChunks(nodeLines(graph), stdout, signal);
      return 0;
    }
    const rows = rowsOf(args['node-count']) ?? graph.snapshot.nodeCount;
    stdout.write(args.json ? renderNodesJson(graph, rows) : renderNodesText(graph, rows));
    return 0;
  },
};
