import type { Command } from '../command.js';
import { chooseAction } from '../snapshot/choose-action.js';
import { SNAPSHOT_ACTIONS } from '../snapshot/snapshot-actions.js';
import { SNAPSHOT_OPTIONS, type SnapshotArguments } from '../snapshot/snapshot-arguments.js';

/** Looks at heap snapshots: what they hold, and who holds it. */
export const snapshotCommand: Command<SnapshotArguments> = {
  usage: 'snapshot <action> [files..]',
  describe: 'Look at heap snapshots of any size: what they hold, and who holds it',
  examples: [
    ['$0 snapshot top app.heapsnapshot', 'what holds most'],
    ['$0 snapshot suspects first.heapsnapshot second.heapsnapshot', 'what grows, and who holds it'],
    ['$0 snapshot open app.heapsnapshot', 'look around in it'],
    ['$0 snapshot path app.heapsnapshot --class Session', 'why the largest Session is still there'],
    ['$0 snapshot census app.heapsnapshot timers', 'collections, listeners, timers, promises, buffers …'],
    ['$0 snapshot take http://127.0.0.1:6060 -o app.heapsnapshot', 'take one of a live process'],
  ],
  positionals: {
    action: { type: 'string', demandOption: true, describe: Object.keys(SNAPSHOT_ACTIONS).join(', ') },
    files: {
      type: 'string',
      array: true,
      describe: 'snapshots (.heapsnapshot, also .gz and .zst); docs/snapshot.md tells what each action takes',
    },
  },
  options: SNAPSHOT_OPTIONS,
  async run(args, context) {
    const action = await chooseAction(args);
    const exit = await action.run(args, context);
    return context.signal.aborted ? 130 : exit;
  },
};
