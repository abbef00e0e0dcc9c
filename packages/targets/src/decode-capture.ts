import { type Capture, readCapture } from '@heaptide/profile';
import { inflate } from './inflate.js';
import { namingErrors } from './naming-errors.js';

/**
 * The capture in the bytes of a file or of an answer, gzipped or not.
 * @throws {HeaptideError} what reading a profile throws, with `name` in front.
 */
export function decodeCapture(name: string, bytes: Uint8Array): Promise<Capture> {
  return namingErrors(name, readCapture(bytes, { inflate }));
}
