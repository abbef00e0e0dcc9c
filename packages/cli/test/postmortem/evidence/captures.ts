import { encodeProfile, gzip } from '@heaptide/profile';
import { writeFileSync } from 'node:fs';
import { sampleCapture, type SampleOptions } from '../../growth/sample-captures.js';

/** Writes one capture into a file, as a ring does. */
export async function writeCapture(
  path: string,
  index: number,
  metadata: SampleOptions['metadata'] = {},
): Promise<void> {
  const { profile } = sampleCapture(index, { metadata });
  writeFileSync(path, await gzip(encodeProfile(profile)));
}
