import { fuzzSnapshots } from './fuzz-snapshots.js';

fuzzSnapshots(800);
