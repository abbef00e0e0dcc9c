import { join } from 'node:path';
import type { Capture } from '@heaptide/profile';
import type { ReceivedCapture } from './heap-endpoint.js';
import { writeWholeFile } from './write-whole-file.js';

/**
 * Saves a capture into `directory`, which is made where it is missing, and gives its path. The name begins with the
 * moment of the capture, so that names sort as the series does. A file is there whole or not at all.
 * @throws {HeaptideError} `HT_E_UNWRITABLE`.
 */
export async function saveCapture(
  { capture, bytes }: Pick<ReceivedCapture, 'bytes'> & { readonly capture: Pick<Capture, 'metadata'> },
  directory: string,
): Promise<string> {
  const time = new Date(capture.metadata?.time ?? Date.now()).toISOString();
  const service = (capture.metadata?.service ?? 'profile').replace(/[^\w.-]+/g, '_').slice(0, 64);
  const path = join(directory, `${time.replace(/[:.]/g, '-')}-${service}.pb.gz`);
  await writeWholeFile(path, bytes, 0o600);
  return path;
}
