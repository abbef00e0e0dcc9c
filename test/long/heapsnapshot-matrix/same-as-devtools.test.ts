import { describeSameAsDevTools } from '../../heapsnapshot/support/describe-same-as-devtools.js';
import { HEALTHY_PROGRAMS, LEAK_PROGRAMS } from '../../heapsnapshot/support/leak-programs.js';
import { nodeReleases } from '../../support/node-releases.js';

for (const release of await nodeReleases()) {
  if (!('missing' in release)) describeSameAsDevTools(release, [...LEAK_PROGRAMS, ...HEALTHY_PROGRAMS]);
}
