import { fuzzSnapshots } from '../../../packages/heapsnapshot/test/hostile/fuzz-snapshots.js';

fuzzSnapshots(10_000);
