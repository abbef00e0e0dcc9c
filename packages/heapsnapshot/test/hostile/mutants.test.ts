import { fuzzSnapshots } from './fuzz-snapshots.js';

fuzzSnapshots(2_000);
