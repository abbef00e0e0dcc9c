import { HeaptideError } from '@heaptide/profile';
import { canShowScreen, runSnapshotScreen } from '@heaptide/tui';
import { resolveDrawing } from '../../watch/drawing-flags.js';
import type { SnapshotAction } from '../snapshot-action.js';
import { startSnapshotThread } from '../snapshot-thread.js';

/** Looks around in a heap snapshot on a terminal. */
export const openAction: SnapshotAction = {
  takes: '<file>',
  least: 1,
  most: 1,
  flags: [],
  async run(args, context) {
    const { stdin, stdout, env, signal } = context;
    const path = args.files[0]!;
    if (!stdin.isTTY || !canShowScreen(stdout, env))
      throw new HeaptideError(
        'HT_E_USAGE',
        `snapshot open needs a terminal; off one there is: heaptide snapshot top ${path}`,
      );
    const engine = startSnapshotThread({ path, cache: args.cache });
    try {
      const drawing = resolveDrawing(args, stdout, env);
      await runSnapshotScreen({ engine, drawing, stdin, stdout, signal });
    } finally {
      await engine.close();
    }
    return 0;
  },
};
