import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';

/** What tells one snapshot file from another without reading it whole. */
export interface SnapshotIdentity {
  readonly size: number;
  /** Nanoseconds since 1970. */
  readonly modified: string;
  /** SHA-256 of its beginning and its end. */
  readonly ends: string;
}

const END_BYTES = 1 << 16;

/** Rejects with the error of the file system; `undefined` for what is no file, without opening it. */
export async function identifySnapshot(path: string): Promise<SnapshotIdentity | undefined> {
  if (!(await stat(path)).isFile()) return undefined;
  const file = await open(path, 'r');
  try {
    const { size, mtimeNs } = await file.stat({ bigint: true });
    const hash = createHash('sha256');
    hash.update(await bytesAt(file, 0));
    hash.update(await bytesAt(file, Math.max(0, Number(size) - END_BYTES)));
    return { size: Number(size), modified: String(mtimeNs), ends: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

export function isSameSnapshot(a: SnapshotIdentity, b: SnapshotIdentity): boolean {
  return a.size === b.size && a.modified === b.modified && a.ends === b.ends;
}

async function bytesAt(file: FileHandle, position: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(END_BYTES);
  const { bytesRead } = await file.read(bytes, 0, END_BYTES, position);
  return bytes.subarray(0, bytesRead);
}
