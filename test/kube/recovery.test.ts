import { requireTwoReleases } from '../support/kubectl-releases.js';
import { describeRecovery } from './support/describe-recovery.js';
import { PORT_FORWARD, SPDY, WITHOUT_UPGRADES } from './support/ways.js';

const releases = await requireTwoReleases();
const oldest = releases[0];
const newest = releases.at(-1)!;
const AWAY_MS = 500;

describeRecovery(PORT_FORWARD, oldest, AWAY_MS);
describeRecovery(WITHOUT_UPGRADES, newest, AWAY_MS);
describeRecovery(SPDY, newest, AWAY_MS);
