import { fuzzProfiles } from './fuzz-profiles.js';

fuzzProfiles(4_000);
