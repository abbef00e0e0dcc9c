import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Profile } from 'pprof-format';

// A peer of the benchmark: it decodes the profile and does nothing with it.
const profile = Profile.decode(gunzipSync(readFileSync(process.argv[2]!)));
if (profile.sample.length === 0) throw new Error('no samples');
