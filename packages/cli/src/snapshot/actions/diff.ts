import { diffSnapshots } from '@heaptide/heapsnapshot';
import { HeaptideError } from '@heaptide/profile';
import { renderDiffJson, renderDiffText } from '@heaptide/report/snapshot';
import { rowsOf } from '../../views/view-arguments.js';
import { openSeries } from '../open-series.js';
import type { SnapshotAction } from '../snapshot-action.js';

/** What became of the objects of one process between two snapshots. */
export const diffAction: SnapshotAction = {
  takes: '<before> <after>',
  least: 2,
  most: 2,
  flags: ['json'],
  async run(args, context) {
    const {
      graphs: [before, after],
      doubt,
    } = await openSeries(args, context);
    if (doubt !== undefined)
      throw new HeaptideError('HT_E_MIXED_SERIES', `${doubt}: heaptide snapshot growth goes without ids`);
    const render = args.json ? renderDiffJson : renderDiffText;
    context.stdout.write(render(diffSnapshots(before!, after!), rowsOf(args['node-count']) ?? Infinity));
    return 0;
  },
};
