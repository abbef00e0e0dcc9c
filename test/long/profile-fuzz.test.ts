import { fuzzProfiles } from '../profile/fuzz-profiles.js';

fuzzProfiles(20_000);
