import { HeaptideError } from '@heaptide/profile';
import type { CommandOption } from '../command.js';
import type { SnapshotAction, SnapshotFlag } from './snapshot-action.js';
import { SNAPSHOT_ACTIONS } from './snapshot-actions.js';
import { SNAPSHOT_OPTIONS, type SnapshotArguments } from './snapshot-arguments.js';

const FLAGS: readonly SnapshotFlag[] = [
  'order',
  'id',
  'class',
  'lite',
  'ndjson',
  'output',
  'key',
  'show-strings',
  'json',
];

/**
 * The action that the arguments name, after a look at what it is given.
 * @throws {HeaptideError} `HT_E_USAGE`.
 */
export async function chooseAction(args: SnapshotArguments): Promise<SnapshotAction> {
  const { action: name, files } = args;
  const load = Object.hasOwn(SNAPSHOT_ACTIONS, name) ? SNAPSHOT_ACTIONS[name] : undefined;
  if (load === undefined) {
    const known = Object.keys(SNAPSHOT_ACTIONS).join(', ');
    throw new HeaptideError('HT_E_USAGE', `snapshot has no action "${name}"; it has ${known}`);
  }
  const action = await load();
  const { takes, least, most, flags } = action;
  if (files.length < least || files.length > most)
    throw new HeaptideError('HT_E_USAGE', `it is: heaptide snapshot ${name} ${takes}`);
  const strange = FLAGS.find((flag) => !flags.includes(flag) && isGiven(args, flag));
  if (strange !== undefined)
    throw new HeaptideError('HT_E_USAGE', `--${strange} is nothing that heaptide snapshot ${name} knows`);
  return action;
}

function isGiven(args: SnapshotArguments, flag: SnapshotFlag): boolean {
  const option: CommandOption = SNAPSHOT_OPTIONS[flag];
  return args[flag] !== option.default;
}
