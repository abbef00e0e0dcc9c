import { growthOverSnapshots } from '@heaptide/heapsnapshot';
import { renderSnapshotGrowthJson, renderSnapshotGrowthText } from '@heaptide/report/snapshot';
import { talkTo } from '../../views/talk.js';
import { rowsOf } from '../../views/view-arguments.js';
import { openSeries } from '../open-series.js';
import type { SnapshotAction } from '../snapshot-action.js';
import { toldSuspect } from '../told-suspect.js';

/** What grows from each snapshot of one process to the next. */
export const growthAction: SnapshotAction = {
  takes: '<first> <second> [more..]',
  least: 2,
  most: Infinity,
  flags: ['json', 'show-strings'],
  async run(args, context) {
    const { graphs, doubt } = await openSeries(args, context);
    if (doubt !== undefined) talkTo(context)(`heaptide: ${doubt}: holders are known by their names`);
    const growth = growthOverSnapshots(graphs, { idsHold: doubt === undefined });
    const suspects = growth.suspects.map((suspect) => toldSuspect(suspect, args['show-strings']));
    const render = args.json ? renderSnapshotGrowthJson : renderSnapshotGrowthText;
    context.stdout.write(
      render({ files: args.files, growth, suspects }, rowsOf(args['node-count']) ?? Infinity),
    );
    return suspects.some(({ severity }) => severity === 'leak') ? 1 : 0;
  },
};
