import type { FileHandle } from 'node:fs/promises';

/** Writes all of the bytes where the file's position is, in as many steps as the system takes. */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written);
    written += bytesWritten;
  }
}
