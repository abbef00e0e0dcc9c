import { importHeapTimeline } from '@heaptide/heapsnapshot';
import { HeaptideError, type Profile, writeProfile } from '@heaptide/profile';
import { writeWholeFile } from '@heaptide/targets';
import type { CommandContext } from '../../command.js';
import { reachSettings } from '../../target/target-options.js';
import { readTargets } from '../../views/read-profile.js';
import type { SnapshotAction } from '../snapshot-action.js';
import type { SnapshotArguments } from '../snapshot-arguments.js';

/** Ending of what is read. */
const ENDING = /\.(?:heapprofile|heaptimeline)(?:\.(?:gz|zst))?$/i;

/** Makes a pprof of allocations that DevTools or `node --heap-prof` recorded; prints its path. */
export const pprofAction: SnapshotAction = {
  takes: '<file> [-o FILE]',
  least: 1,
  most: 1,
  flags: ['output'],
  async run(args, context) {
    const file = args.files[0]!;
    const profile = await readAllocations(file, args, context);
    const path = args.output ?? `${file.replace(ENDING, '')}.pb.gz`;
    await writeWholeFile(path, await writeProfile(profile));
    context.stdout.write(`${path}\n`);
    return 0;
  },
};

/** What the file is, its beginning tells, not its name. */
async function readAllocations(
  file: string,
  args: SnapshotArguments,
  context: CommandContext,
): Promise<Profile> {
  try {
    return await importHeapTimeline(file, { signal: context.signal });
  } catch (error) {
    if (!(error instanceof HeaptideError) || error.code !== 'HT_E_NOT_A_SNAPSHOT') throw error;
    return readTargets([file], reachSettings(args, context));
  }
}
