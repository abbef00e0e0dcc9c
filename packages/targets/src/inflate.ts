import { type Gunzip, gunzipSync, type InputType } from 'node:zlib';
import type { Inflate } from '@heaptide/profile';

/** Room to spare: with it, zlib notices the end of the data without another buffer of its size. */
const SPARE = 64;

/** Inflates by zlib at one go. */
export const inflate: Inflate = (gzipped, size) => {
  const options = { chunkSize: size + SPARE, maxOutputLength: Math.max(size, 1), info: true } as const;
  const { buffer, engine } = gunzipWithInfo(gzipped, options);
  return { bytes: buffer, consumed: engine.bytesWritten };
};

/** What `info` changes in the result is missing from the types of Node. */
const gunzipWithInfo = gunzipSync as unknown as (
  data: InputType,
  options: { readonly chunkSize: number; readonly maxOutputLength: number; readonly info: true },
) => { readonly buffer: Uint8Array; readonly engine: Gunzip };
