import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { resolve } from 'node:path';
import { pprofError } from '../pprof-error.js';
import { fileErrorText } from './file-errors.js';
import { MAX_SOURCE_BYTES } from './read-file.js';
import type { SourceUrl } from './source-url.js';

export interface FetchOptions {
  readonly signal: AbortSignal;
  readonly cwd: string;
  /** Paths; `''` where not given. */
  readonly tls: { readonly cert: string; readonly key: string; readonly ca: string };
}

/** What a server gets beyond the time that was promised to it, as in Go's tool. */
const GRACE_SECONDS = 5;
const MAX_REDIRECTS = 10;
const MAX_ERROR_BYTES = 4096;
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Body of the answer to one GET, redirects followed.
 *
 * @throws {HeaptideError} `HT_E_PPROF` in the words of Go's tool, for any status but 200 also.
 */
export async function fetchUrl(source: SourceUrl, options: FetchOptions): Promise<Uint8Array> {
  const limitMs = Math.min((source.timeoutSeconds + GRACE_SECONDS) * 1000, MAX_TIMER_MS);
  const timeout = AbortSignal.timeout(limitMs);
  const signal = AbortSignal.any([options.signal, timeout]);
  try {
    return await follow(source.url, { ...tlsOptions(options, source.insecure), signal, agent: false });
  } catch (error) {
    if (timeout.aborted) {
      throw pprofError(`Get "${source.shown}": no complete answer within ${limitMs / 1000}s (see -timeout)`);
    }
    const { syscall, code } = error as NodeJS.ErrnoException;
    if (syscall === undefined && code?.startsWith('HT_E_') === true) throw error;
    throw pprofError(`Get "${source.shown}": ${connectionErrorText(error as Error)}`, { cause: error });
  }
}

async function follow(from: URL, options: https.RequestOptions): Promise<Uint8Array> {
  let url = from;
  for (let hops = 0; ; hops++) {
    const answer = await get(url, options);
    const { statusCode = 0, headers } = answer;
    if (statusCode === 200) return readBody(answer, MAX_SOURCE_BYTES);
    if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) {
      throw await statusError(answer);
    }
    answer.destroy();
    if (hops === MAX_REDIRECTS) throw new Error(`stopped after ${MAX_REDIRECTS} redirects`);
    url = new URL(headers.location, url);
  }
}

function get(url: URL, options: https.RequestOptions): Promise<http.IncomingMessage> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Error(`unsupported protocol scheme "${url.protocol.slice(0, -1)}"`);
  }
  const send = url.protocol === 'https:' ? https.get : http.get;
  return new Promise((resolve, reject) => {
    send(url, options, resolve).on('error', reject);
  });
}

async function readBody(answer: http.IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBytes) throw pprofError(`more than ${maxBytes >> 20} MiB, which no profile is`);
      chunks.push(chunk);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
    throw pprofError(`unexpected EOF: the answer was cut off after ${length} bytes`, { cause: error });
  }
  return Buffer.concat(chunks);
}

/** A pprof endpoint says what is wrong in its body; from other servers a body is no message for people. */
async function statusError(answer: http.IncomingMessage): Promise<Error> {
  const { statusCode = 0, statusMessage = '', headers } = answer;
  const status = `server response: ${`${statusCode} ${statusMessage}`.trim()}`;
  const speaks =
    headers['x-go-pprof'] !== undefined && headers['content-type']?.includes('text/plain') === true;
  if (!speaks) {
    answer.destroy();
    return pprofError(status);
  }
  const body = Buffer.from(await readBody(answer, MAX_ERROR_BYTES)).toString();
  return pprofError(`${status} - ${body.trim()}`);
}

function tlsOptions({ tls, cwd }: FetchOptions, insecure: boolean): https.RequestOptions {
  const read = (path: string) => {
    try {
      return readFileSync(resolve(cwd, path));
    } catch (error) {
      throw pprofError(fileErrorText('open', path, error), { cause: error });
    }
  };
  if ((tls.cert === '') !== (tls.key === ''))
    throw pprofError('-tls_cert and -tls_key must be given together');
  return {
    ...(insecure && { rejectUnauthorized: false }),
    ...(tls.ca !== '' && { ca: read(tls.ca) }),
    ...(tls.cert !== '' && { cert: read(tls.cert), key: read(tls.key) }),
  };
}

/** The common troubles in the words of Go's dialer. */
function connectionErrorText(error: Error): string {
  // Where a name has several addresses, the first one that failed speaks for all.
  const first = error instanceof AggregateError ? ((error.errors[0] as Error | undefined) ?? error) : error;
  const { code, address, port, hostname } = first as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
    hostname?: string;
  };
  switch (code) {
    case 'ECONNREFUSED':
      return `dial tcp ${address}:${port}: connect: connection refused`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `dial tcp: lookup ${hostname}: no such host`;
    case 'ECONNRESET':
      return 'the connection was closed without an answer';
    default:
      return first.message;
  }
}
