import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';

const CHUNK_BYTES = 1 << 22;

/** Gives a file to the loader of DevTools, and closes it. */
export async function feedLoader(loader, path) {
  const file = await open(path);
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const decoder = new TextDecoder();
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
      if (bytesRead === 0) break;
      loader.write(decoder.decode(chunk.subarray(0, bytesRead), { stream: true }));
      // The loader takes what it was given before there is more.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    await file.close();
  }
  loader.close();
}
