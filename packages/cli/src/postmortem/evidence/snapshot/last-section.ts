import { open } from 'node:fs/promises';

const SECTIONS = ['strings', 'locations', 'samples', 'trace_tree', 'trace_function_infos', 'edges', 'nodes'];
const CHUNK = 1 << 20;
/** Longer than any key with its quotes, colon and bracket. */
const OVERLAP = 64;
const MOST_BYTES = 2 ** 33;

/**
 * The last section that a plain snapshot file has begun, looked for from its end. Within a string of JSON no quote stands
 * without a backslash, so that a key cannot be mistaken.
 */
export async function lastSection(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const chunk = Buffer.alloc(CHUNK + OVERLAP);
    for (let end = size; end > 0 && size - end < MOST_BYTES; end -= CHUNK) {
      const start = Math.max(0, end - CHUNK);
      const { bytesRead } = await file.read(chunk, 0, Math.min(end + OVERLAP, size) - start, start);
      const bytes = chunk.subarray(0, bytesRead);
      const last = SECTIONS.map((name) => ({ name, at: bytes.lastIndexOf(`"${name}":[`) })).sort(
        (a, b) => b.at - a.at,
      )[0]!;
      if (last.at >= 0) return last.name;
    }
    return 'snapshot';
  } finally {
    await file.close();
  }
}
