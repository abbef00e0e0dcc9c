import { createReadStream } from 'node:fs';

/** Reads a file once, so that the system has it at hand and its size is known. */
export async function warmFile(path: string): Promise<number> {
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 22 }))
    bytes += (chunk as Buffer).length;
  return bytes;
}
