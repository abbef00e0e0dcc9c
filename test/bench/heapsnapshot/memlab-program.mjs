/**
 * memlab reads a heap snapshot and works out dominators and retained sizes; with `paths` all that its analyses begin with.
 * `node memlab-program.mjs HOME retained|paths SNAPSHOT`, where HOME has it among its node_modules.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Steps, tellCost } from './tell-cost.mjs';

const [home, amount, path] = process.argv.slice(2);
const { TraceFinder, analysis, config, utils } = createRequire(join(home, 'package.json'))('@memlab/core');
config.muteConsole = true;

const steps = new Steps();
const snapshot = await utils.getSnapshotFromFile(path, { buildNodeIdIndex: true });
steps.end('read');
if (amount === 'paths') analysis.preparePathFinder(snapshot);
else new TraceFinder().calculateAllNodesRetainedSizes(snapshot);
steps.end('analyse');
tellCost({ rootRetained: snapshot.nodes.get(0).retainedSize, steps: steps.times });
