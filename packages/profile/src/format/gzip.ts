import { HeaptideError } from '../heaptide-error.js';

/** Profiles of the largest programs inflate to some 100 MB; a bomb to any size. */
export const DEFAULT_MAX_BYTES = 512 * 1024 * 1024;

export interface GunzipOptions {
  /** Inflated bytes above which to give up; 512 MiB by default. */
  readonly maxBytes?: number;
  /** Sees the first inflated bytes, up to some KiB, and may throw to save the work of inflating the rest. */
  readonly inspectHead?: (head: Uint8Array) => void;
}

/** What zlib says, in the words of pprof where it has some. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['unexpected end of file', 'unexpected EOF: the gzip data is cut short'],
  ['incorrect data check', 'gzip: invalid checksum'],
  ['incorrect length check', 'gzip: invalid checksum of the length'],
  ['incorrect header check', 'gzip: invalid header, or something else behind the gzip data'],
]);

/** Whether `bytes` begin as gzip does (RFC 1952). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Inflates gzip data.
 *
 * @throws {HeaptideError} `HT_E_TOO_LARGE` beyond `maxBytes`, `HT_E_NOT_A_PROFILE` in pprof's words for data that is cut short or damaged.
 */
export async function gunzip(bytes: Uint8Array, options: GunzipOptions = {}): Promise<Uint8Array> {
  const { maxBytes = DEFAULT_MAX_BYTES, inspectHead } = options;
  const chunks: Uint8Array[] = [];
  let size = 0;
  await pipe(bytes, new DecompressionStream('gzip'), (chunk) => {
    if (size === 0) inspectHead?.(chunk);
    size += chunk.length;
    if (size > maxBytes) {
      throw new HeaptideError('HT_E_TOO_LARGE', `the data inflates to more than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }).catch((error: unknown) => {
    throw error instanceof HeaptideError ? error : damaged(error, size);
  });
  return concatenate(chunks, size);
}

/** Compresses with gzip; equal bytes give equal results on one runtime. */
export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  await pipe(bytes, new CompressionStream('gzip'), (chunk) => {
    size += chunk.length;
    chunks.push(chunk);
  });
  return concatenate(chunks, size);
}

async function pipe(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  const writer = stream.writable.getWriter();
  // What fails in writing fails in reading too, and is reported there.
  const ignore = () => undefined;
  writer.write(bytes as Uint8Array<ArrayBuffer>).catch(ignore);
  writer.close().catch(ignore);
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) take(read.value);
  } catch (error) {
    await reader.cancel().catch(ignore);
    throw error;
  }
}

function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

function damaged(error: unknown, inflated: number): HeaptideError {
  const said = error instanceof Error ? error.message : String(error);
  const reason = REASONS.get(said) ?? `damaged gzip data: ${said}`;
  return new HeaptideError(
    'HT_E_NOT_A_PROFILE',
    `decompressing profile: ${reason} (after ${inflated} inflated bytes)`,
    {
      cause: error,
    },
  );
}
