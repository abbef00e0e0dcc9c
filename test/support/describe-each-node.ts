import { describe, it } from 'vitest';
import { type NodeVersion, nodeReleases } from './node-releases.js';

/**
 * Declares a group of tests for every release. A release that is missing is a skipped test with the reason.
 * `atOnce`: all of them run at the same time, which tests of how long something takes cannot bear.
 */
export async function describeEachNode(
  tests: (node: NodeVersion) => void,
  { atOnce = true }: { readonly atOnce?: boolean } = {},
): Promise<void> {
  const group = atOnce ? describe.concurrent : describe;
  for (const release of await nodeReleases()) {
    group(`Node ${release.version}`, () => {
      if ('missing' in release) it('is there', ({ skip }) => skip(release.missing));
      else tests(release);
    });
  }
}
