import { basename } from 'node:path';
import { HeaptideError } from '@heaptide/profile';
import { withLiveProcess } from '../../target/with-live-process.js';
import { talkTo } from '../../views/talk.js';
import type { SnapshotAction } from '../snapshot-action.js';
import { snapshotFileName } from '../snapshot-file-name.js';

/** Takes a heap snapshot of a live process; prints its path. The process stands still meanwhile. */
export const takeAction: SnapshotAction = {
  takes: '<target> [-o FILE]',
  least: 1,
  most: 1,
  flags: ['output'],
  async run(args, context) {
    const { stdout, signal } = context;
    const target = args.files[0]!;
    await withLiveProcess(target, 'snapshot take', args, context, async (process) => {
      if (process.saveHeapSnapshot === undefined)
        throw new HeaptideError('HT_E_USAGE', `${process.name} has no way to take a heap snapshot`);
      const path = args.output ?? snapshotFileName(process.name, Date.now());
      talkTo(context)(`heaptide: ${process.name} stands still until ${basename(path)} is written`);
      await process.saveHeapSnapshot(path, signal);
      stdout.write(`${path}\n`);
    });
    return 0;
  },
};
