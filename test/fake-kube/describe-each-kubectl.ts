import { describe, it } from 'vitest';
import { type KubectlRelease, kubectlReleases, requireTwoReleases } from '../support/kubectl-releases.js';

/** Declares a group of tests for every kubectl. One that is missing is a skipped test with the reason. */
export async function describeEachKubectl(tests: (kubectl: KubectlRelease) => void): Promise<void> {
  await requireTwoReleases();
  for (const release of await kubectlReleases()) {
    describe.concurrent(`kubectl ${release.version}`, () => {
      if ('missing' in release) it('is there', ({ skip }) => skip(release.missing));
      else tests(release);
    });
  }
}
