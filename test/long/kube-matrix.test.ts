import { describeRecovery } from '../kube/support/describe-recovery.js';
import { describeWay } from '../kube/support/describe-way.js';
import { PORT_FORWARD, SPDY, WEBSOCKET, WITHOUT_SPDY, WITHOUT_UPGRADES } from '../kube/support/ways.js';
import { REFERENCES } from '../kube/support/web-workload.js';
import { allKubectls, requireTwoReleases } from '../support/kubectl-releases.js';

const AWAY_MS = 1_000;
/** Longer than it takes until a kubectl that failed again and again is tried as seldom as it ever is. */
const LONG_AWAY_MS = 12_000;

const releases = await requireTwoReleases();
for (const kubectl of await allKubectls()) {
  for (const way of [SPDY, WEBSOCKET, PORT_FORWARD, WITHOUT_UPGRADES]) describeWay(way, kubectl, REFERENCES);
  for (const way of WITHOUT_SPDY) describeWay(way, kubectl, REFERENCES.slice(0, 1));
  for (const way of [SPDY, PORT_FORWARD]) describeRecovery(way, kubectl, AWAY_MS);
}
for (const kubectl of [releases[0], releases.at(-1)!]) {
  for (const way of [PORT_FORWARD, WITHOUT_UPGRADES]) describeRecovery(way, kubectl, LONG_AWAY_MS);
}
