import { requireTwoReleases } from '../support/kubectl-releases.js';
import { describeWay } from './support/describe-way.js';
import { PORT_FORWARD, SPDY, WEBSOCKET, WITHOUT_SPDY, WITHOUT_UPGRADES } from './support/ways.js';
import { REFERENCES } from './support/web-workload.js';

const releases = await requireTwoReleases();
const oldest = releases[0];
const newest = releases.at(-1)!;
const [pod] = REFERENCES;

describeWay(SPDY, oldest, [pod!]);
describeWay(SPDY, newest, REFERENCES);
for (const kubectl of [oldest, newest]) describeWay(PORT_FORWARD, kubectl, [pod!]);
for (const way of [WEBSOCKET, WITHOUT_SPDY[1]!, WITHOUT_UPGRADES]) describeWay(way, newest, [pod!]);
