import { HeaptideError } from '../heaptide-error.js';

/** Profiles of the largest programs inflate to some 100 MB; a bomb to any size. */
export const DEFAULT_MAX_BYTES = 512 * 1024 * 1024;

/** Deflate never makes less than one byte out of this many. */
const MOST_RATIO = 1032;

/**
 * Inflates gzip data at one go, in place of the streams of the platform, which take about four times as long.
 *
 * `size`: how many bytes there will be if the data is whole; beyond that it must throw an error with the `code`
 * `ERR_BUFFER_TOO_LARGE`. Of damaged data it throws what zlib says, by `message`. It must tell how many bytes of input it
 * took, since what lies behind the last member is no part of a profile.
 */
export type Inflate = (
  gzipped: Uint8Array,
  size: number,
) => { readonly bytes: Uint8Array; readonly consumed: number };

export interface GunzipOptions {
  /** Inflated bytes above which to give up; 512 MiB by default. */
  readonly maxBytes?: number;
  /** By default the `DecompressionStream` of the platform. */
  readonly inflate?: Inflate;
  /** Sees the first inflated bytes, up to some KiB, and may throw to save the work of inflating the rest. */
  readonly inspectHead?: (head: Uint8Array) => void;
}

const ENOUGH = new Error('no more is wanted');

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
 * Inflates gzip data, of one member or several.
 *
 * The data says at its end how much it is. More than `maxBytes` is given up before any work; where what it says cannot be
 * or does not hold, it is measured first, without keeping what comes out, so that no bomb takes memory.
 *
 * @throws {HeaptideError} `HT_E_TOO_LARGE` beyond `maxBytes`, `HT_E_NOT_A_PROFILE` in pprof's words for data that is cut short or damaged.
 */
export async function gunzip(bytes: Uint8Array, options: GunzipOptions = {}): Promise<Uint8Array> {
  const { maxBytes = DEFAULT_MAX_BYTES, inflate, inspectHead } = options;
  const claim = claimedSize(bytes);
  if (claim > maxBytes) {
    const words = `the gzip data says that it inflates to ${claim} bytes, more than the bound of ${maxBytes}`;
    throw new HeaptideError('HT_E_TOO_LARGE', words);
  }
  if (claim > 0 && inflate !== undefined) {
    const inflated = inflateAtOnce(inflate, bytes, claim);
    if (inflated !== undefined) {
      inspectHead?.(inflated);
      return inflated;
    }
  } else if (claim > 0) {
    const inflated = await inflateStream(bytes, claim, inspectHead);
    if (inflated !== undefined) return inflated;
  }
  const inflated = await inflateStream(bytes, await measure(bytes, maxBytes, inspectHead), inspectHead);
  if (inflated === undefined) throw new RangeError('gzip data inflates to another size than before');
  return inflated;
}

/** What the last four bytes say (RFC 1952, ISIZE); 0 where that cannot be so, as in data that is cut short. */
function claimedSize(bytes: Uint8Array): number {
  if (bytes.length < 18) return 0;
  const size = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  return size <= bytes.length * MOST_RATIO ? size : 0;
}

/** `undefined` where there is more than `size`. */
function inflateAtOnce(inflate: Inflate, gzipped: Uint8Array, size: number): Uint8Array | undefined {
  let inflated: ReturnType<Inflate>;
  try {
    inflated = inflate(gzipped, size);
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw damaged(error);
  }
  if (inflated.consumed < gzipped.length) throw damaged(new Error('incorrect header check'));
  return inflated.bytes;
}

/** `undefined` where there is more than `size`. */
async function inflateStream(
  gzipped: Uint8Array,
  size: number,
  inspectHead: GunzipOptions['inspectHead'],
): Promise<Uint8Array | undefined> {
  const inflated = new Uint8Array(size);
  let end = 0;
  await inflateChunks(gzipped, (chunk) => {
    if (end === 0) inspectHead?.(chunk);
    const start = end;
    end += chunk.length;
    if (end > size) return false;
    inflated.set(chunk, start);
    return true;
  });
  return end > size ? undefined : inflated.subarray(0, end);
}

/** How many bytes the data inflates to. */
async function measure(
  gzipped: Uint8Array,
  maxBytes: number,
  inspectHead: GunzipOptions['inspectHead'],
): Promise<number> {
  let size = 0;
  await inflateChunks(gzipped, (chunk) => {
    if (size === 0) inspectHead?.(chunk);
    size += chunk.length;
    if (size <= maxBytes) return true;
    throw new HeaptideError('HT_E_TOO_LARGE', `the data inflates to more than ${maxBytes} bytes`);
  });
  return size;
}

/** Hands out what comes of the data until `take` says no. */
async function inflateChunks(gzipped: Uint8Array, take: (chunk: Uint8Array) => boolean): Promise<void> {
  try {
    await pipe(gzipped, new DecompressionStream('gzip'), (chunk) => {
      if (!take(chunk)) throw ENOUGH;
    });
  } catch (error) {
    if (error === ENOUGH) return;
    throw error instanceof HeaptideError ? error : damaged(error);
  }
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

function damaged(error: unknown): HeaptideError {
  const said = error instanceof Error ? error.message : String(error);
  const reason = REASONS.get(said) ?? `damaged gzip data: ${said}`;
  return new HeaptideError('HT_E_NOT_A_PROFILE', `decompressing profile: ${reason}`, { cause: error });
}
