/**
 * heaptide reads a heap snapshot and does nothing with it, or writes a scrubbed copy of it.
 * `node scrub-program.mjs read SNAPSHOT`, `node scrub-program.mjs scrub COPY SNAPSHOT`.
 */
import { readHeapSnapshot, scrubSnapshot } from '@heaptide/heapsnapshot';
import { Steps, tellCost } from './tell-cost.mjs';

const [work, ...paths] = process.argv.slice(2);

const steps = new Steps();
if (work === 'scrub') await scrubSnapshot(paths[1], paths[0]);
else await readHeapSnapshot(paths[0]);
steps.end(work);
tellCost({ steps: steps.times });
