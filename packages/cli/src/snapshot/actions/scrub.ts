import { scryptSync } from 'node:crypto';
import { resolve } from 'node:path';
import { scrubSnapshot } from '@heaptide/heapsnapshot';
import { HeaptideError } from '@heaptide/profile';
import { renderScrubJson, renderScrubText } from '@heaptide/report/snapshot';
import { openingProgress } from '../opening-progress.js';
import type { SnapshotAction } from '../snapshot-action.js';

/** Writes the same snapshot without what its strings hold. */
export const scrubAction: SnapshotAction = {
  takes: '<in> <out> [--key TEXT]',
  least: 2,
  most: 2,
  flags: ['json', 'key'],
  async run(args, context) {
    const { stdout, stderr, signal } = context;
    const [input, output] = args.files as [string, string];
    if (resolve(input) === resolve(output))
      throw new HeaptideError('HT_E_USAGE', 'scrub does not write over what it reads: name another file');
    const progress = openingProgress(stderr);
    const result = await scrubSnapshot(input, output, {
      signal,
      onProgress: (share) => progress.update({ stage: 'scrubbing', share }),
      ...(args.key === undefined ? {} : { key: keyOf(args.key) }),
    }).finally(() => progress.end());
    stdout.write(args.json ? renderScrubJson(output, result) : renderScrubText(output, result));
    return result.suspicious > 0 ? 1 : 0;
  },
};

/** Slow to work out, so that what people think of as a key is not guessed by trying. */
function keyOf(text: string): Uint8Array {
  return scryptSync(text, 'heaptide snapshot scrub', 16);
}
