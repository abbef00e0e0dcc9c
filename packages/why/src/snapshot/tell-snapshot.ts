import { longBytes } from '@heaptide/profile/write';
import type { WhySnapshot } from '../why-answer.js';

/** What a heap snapshot showed, a sentence each. */
export function snapshotDetails(snapshot: WhySnapshot): readonly string[] {
  const { of, found, held, holder, retainedSize, perObject, stoppedMs, file } = snapshot;
  return [
    holder === null
      ? `in a heap snapshot no one thing holds most of the ${of} that were caught and live`
      : `in a heap snapshot ${held} of the ${of} that were caught and live are held by ${holder.name}, which retains ${longBytes(retainedSize)}`,
    ...(found === 0 ? [] : [`each that was caught retains ${longBytes(perObject)} by itself`]),
    ...(found < of ? [`${of - found} of them could not be found in the snapshot`] : []),
    `the process stood still for ${(stoppedMs / 1000).toFixed(1)} s while it was taken`,
    ...(file === undefined ? [] : [`it is kept in ${file}`]),
  ];
}
