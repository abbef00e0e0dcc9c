import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { HeaptideError } from '@heaptide/profile';
import type { HttpAnswer } from './http-request.js';

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** The file is there whole or not at all, and for its owner only. */
  readonly path: string;
  readonly maxBytes: number;
  readonly agent?: http.Agent | undefined;
}

/** An answer that is no file is a few words. */
const MOST_WORDS = 64 * 1024;

/**
 * The answer to a GET in a file, as it streams in; `undefined` then, or the answer where it is not a 200.
 * @throws {HeaptideError} `HT_E_TOO_LARGE`, `HT_E_UNWRITABLE`; whatever the connection meets is thrown as it comes.
 */
export async function downloadToFile(
  url: URL,
  { signal, path, maxBytes, agent }: DownloadOptions,
): Promise<HttpAnswer | undefined> {
  const response = await get(url, signal, agent);
  if (response.statusCode !== 200) {
    const { statusCode: status = 0, statusMessage: statusText = '', headers } = response;
    const body = await buffer(limited(response, MOST_WORDS, url));
    return { status, statusText, headers, body };
  }
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = createWriteStream(temporary, { flags: 'wx', mode: 0o600 });
    await pipeline(limited(response, maxBytes, url), file, { signal });
    await rename(temporary, path);
    return undefined;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw isOfTheConnection(error) ? error : unwritable(path, error);
  }
}

function get(
  url: URL,
  signal: AbortSignal,
  agent: http.Agent | false = false,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { request: begin } = url.protocol === 'https:' ? https : http;
    begin(url, { signal, agent }, resolve).on('error', reject).end();
  });
}

async function* limited(response: http.IncomingMessage, maxBytes: number, url: URL) {
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes)
      throw new HeaptideError('HT_E_TOO_LARGE', `${url.host} sent more than ${maxBytes} bytes`);
    yield chunk;
  }
}

function unwritable(path: string, error: unknown): HeaptideError {
  const { message } = error as Error;
  return new HeaptideError('HT_E_UNWRITABLE', `cannot write ${path}: ${message}`, { cause: error });
}

const CONNECTION_ERRORS: ReadonlySet<unknown> = new Set([
  'ABORT_ERR',
  'ECONNRESET',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

function isOfTheConnection(error: unknown): boolean {
  return error instanceof HeaptideError || CONNECTION_ERRORS.has((error as NodeJS.ErrnoException).code);
}
