import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { captureComment, ProfileBuilder, writeProfile } from '@heaptide/profile';
import { type CaptureMetadata, saveCapture } from '@heaptide/targets';

/** A profile of one sample at each of the functions. */
export function profileBytes(
  metadata: CaptureMetadata | undefined,
  functions: readonly string[] = ['newSession'],
): Promise<Uint8Array> {
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
  });
  if (metadata !== undefined) builder.comment(captureComment(metadata));
  for (const name of functions) {
    const func = builder.func({ name, filename: '/app/server.js', startLine: 3 });
    builder.sample({
      stack: [builder.location({ lines: [{ function: func, line: 4, column: 1 }] })],
      values: [1, 100],
    });
  }
  return writeProfile(builder.build());
}

/** Saves a capture as `heaptide capture` does, and gives its path. */
export async function saveSample(directory: string, metadata: CaptureMetadata): Promise<string> {
  const bytes = await profileBytes(metadata);
  return saveCapture({ bytes, capture: { metadata } }, directory);
}

export async function saveAs(directory: string, name: string, metadata?: CaptureMetadata): Promise<void> {
  await writeFile(join(directory, name), await profileBytes(metadata));
}
