import type { CommandContext, ExitCode } from '../command.js';
import type { SnapshotArguments } from './snapshot-arguments.js';

/** A flag that only some of the actions know. */
export type SnapshotFlag =
  'order' | 'id' | 'class' | 'lite' | 'ndjson' | 'output' | 'key' | 'show-strings' | 'json';

/** What can be done with heap snapshots, by the second word of the command line. */
export interface SnapshotAction {
  /** The arguments after the action, as the help has them: `<file>`, `<before> <after>`. */
  readonly takes: string;
  readonly least: number;
  readonly most: number;
  readonly flags: readonly SnapshotFlag[];
  run(args: SnapshotArguments, context: CommandContext): Promise<ExitCode>;
}
