import { basename } from 'node:path';
import { type HeapGraph, relateSnapshots } from '@heaptide/heapsnapshot';
import { HeaptideError } from '@heaptide/profile';

/**
 * Checks that heap snapshots are of one process and in order. Returns why an id need not mean the same object in all of them,
 * though they may be of one process; `undefined` where it does.
 * @throws {HeaptideError} `HT_E_MIXED_SERIES` where they are of several processes, `HT_E_USAGE` where they are not in order.
 */
export function checkSeries(files: readonly string[], graphs: readonly HeapGraph[]): string | undefined {
  let doubt: string | undefined;
  for (let at = 1; at < graphs.length; at++) {
    const [earlier, later] = namesOf(files[at - 1]!, files[at]!);
    switch (relateSnapshots(graphs[at - 1]!, graphs[at]!)) {
      case 'same':
        break;
      case 'reversed':
        throw new HeaptideError(
          'HT_E_USAGE',
          `${later} was taken before ${earlier}: name heap snapshots in the order in which they were taken`,
        );
      case 'foreign':
        throw new HeaptideError(
          'HT_E_MIXED_SERIES',
          `${earlier} and ${later} are of two processes: an id means one object here and another there`,
        );
      case 'renumbered':
        doubt ??= `objects have other ids in ${later} than in ${earlier}, as those of another thread have, or after a tool that sampled the heap went away`;
        break;
      case 'unknown':
        doubt ??= `ids of ${earlier} mean other objects in ${later}, which may be of another process`;
        break;
    }
  }
  return doubt;
}

/** As short as they can be told apart. */
function namesOf(one: string, other: string): readonly [string, string] {
  const names = [basename(one), basename(other)] as const;
  return names[0] === names[1] ? [one, other] : names;
}
