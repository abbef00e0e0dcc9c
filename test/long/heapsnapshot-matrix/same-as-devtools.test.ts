import { describeSameAsDevTools } from '../../heapsnapshot/support/describe-same-as-devtools.js';
import { nodeReleases } from '../../support/node-releases.js';

for (const release of await nodeReleases()) {
  if (!('missing' in release)) describeSameAsDevTools(release.version, release.execPath);
}
