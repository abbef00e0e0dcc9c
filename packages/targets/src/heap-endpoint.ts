import { type Capture, HeaptideError, readCapture } from '@heaptide/profile';
import type { CaptureRequest, CaptureSource } from './capture-source.js';

/** A capture together with the bytes it was read from, for saving as they came. */
export interface ReceivedCapture {
  readonly capture: Capture;
  readonly bytes: Uint8Array;
}

export interface HeapEndpointOptions {
  /** Bound on one capture, from the request to the last byte. */
  readonly timeoutMs?: number;
  /** Bound on the size of an answer. */
  readonly maxBytes?: number;
}

const TIMEOUT_MS = 60_000;
const MAX_BYTES = 256 * 2 ** 20;
const MAX_ERROR_BYTES = 4096;

/** A live process behind its `/debug/heap` URL. */
export class HeapEndpoint implements CaptureSource {
  readonly name: string;
  private readonly url: URL;
  private readonly timeoutMs: number;
  private readonly maxBytes: number;

  constructor(url: URL, { timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES }: HeapEndpointOptions = {}) {
    this.url = url;
    this.name = `${url.host}${url.pathname}`;
    this.timeoutMs = timeoutMs;
    this.maxBytes = maxBytes;
  }

  async capture(request: CaptureRequest): Promise<Capture> {
    return (await this.receive(request)).capture;
  }

  /** Reads one capture; errors are those of {@link CaptureSource.capture}. */
  async receive({ gc, signal }: CaptureRequest): Promise<ReceivedCapture> {
    const url = new URL(this.url);
    url.searchParams.set('births', '1');
    if (gc) url.searchParams.set('gc', '1');
    const bytes = await this.get(url, signal);
    return { bytes, capture: await readCapture(bytes) };
  }

  private async get(url: URL, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const timeout = AbortSignal.timeout(this.timeoutMs);
    const ends = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
    try {
      const response = await fetch(url, { signal: ends, redirect: 'manual' });
      if (response.status !== 200) {
        const said = await readAtMost(response, MAX_ERROR_BYTES).catch(() => new Uint8Array());
        throw badAnswer(this.name, response, new TextDecoder().decode(said));
      }
      return await readAtMost(response, this.maxBytes);
    } catch (error) {
      if (signal?.aborted || error instanceof HeaptideError) throw error;
      if (timeout.aborted) {
        throw new HeaptideError('HT_E_TIMEOUT', `${this.name} did not answer within ${this.timeoutMs / 1000} s`);
      }
      throw new HeaptideError('HT_E_UNREACHABLE', `cannot reach ${this.name}: ${causeOf(error)}`, { cause: error });
    }
  }
}

async function readAtMost(response: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > limit) {
      throw new HeaptideError('HT_E_TOO_LARGE', `the answer is larger than ${limit} bytes`);
    }
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function badAnswer(name: string, { status, statusText, headers }: Response, body: string): HeaptideError {
  // Only a profile endpoint says that its error body is meant for a person.
  const said = headers.has('x-go-pprof') ? ` - ${body.trim()}` : '';
  return new HeaptideError('HT_E_BAD_ANSWER', `${name} answered ${status} ${statusText}${said}`);
}

/** The innermost reason of a failed fetch, which says only "fetch failed" by itself. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof AggregateError) return causeOf(cause.errors[0]);
  if (!(cause instanceof Error)) return String(cause);
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'host not found';
  return cause.message || (code ?? 'unknown reason');
}
