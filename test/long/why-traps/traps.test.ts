import { nodeReleases } from '../../support/node-releases.js';
import { describeTraps } from '../../why/describe-traps.js';

for (const release of await nodeReleases()) {
  if (!('missing' in release)) describeTraps(release);
}
