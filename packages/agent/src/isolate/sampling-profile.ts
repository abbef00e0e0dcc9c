import { type HeapProfiler, Session } from 'node:inspector';
import type { SamplingProfile } from '../reading/heap-reading.js';

/**
 * The running sampler's tree with the ordinal of each live sample; `undefined` where no sampler runs. A session that
 * only reads is harmless: had it ever sent startSampling, its disconnect would stop the sampler for everybody.
 */
export function readSamplingProfile(): SamplingProfile | undefined {
  const session = new Session();
  session.connect();
  try {
    let profile: SamplingProfile | undefined;
    // A session of the own thread answers before post returns.
    session.post('HeapProfiler.getSamplingProfile', (error, answer) => {
      // The declarations of Node leave the samples out.
      if (error === null) profile = answer.profile as HeapProfiler.SamplingHeapProfile & SamplingProfile;
    });
    return profile;
  } finally {
    session.disconnect();
  }
}
