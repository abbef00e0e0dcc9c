import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Capture, HeaptideError } from '@heaptide/profile';
import { decodeCapture } from './decode-capture.js';
import type { CaptureRequest } from './capture-source.js';
import type { ReceivedCapture } from './heap-endpoint.js';
import type { ReachSettings } from './reach/reach-settings.js';
import { receiveOnce } from './reach/receive-once.js';
import { isLive, parseTarget } from './target.js';

const CAPTURE_FILE = /\.(pb|pb\.gz|pprof)$/;
const MAX_FILE_BYTES = 2 ** 30;

/** A capture and where it came from. */
export interface NamedCapture {
  readonly name: string;
  readonly capture: Capture;
}

/**
 * Reads all captures that `texts` name: files, directories of captures, `-` or live processes, which give one
 * capture of now each.
 * @throws {HeaptideError} `HT_E_NO_SUCH_FILE`, `HT_E_UNREADABLE`, `HT_E_NO_CAPTURES` for a directory without any, and
 * what reading a capture throws, the file named.
 */
export async function readCaptures(
  texts: readonly string[],
  request: CaptureRequest & ReachSettings = { gc: false },
): Promise<NamedCapture[]> {
  const captures: NamedCapture[] = [];
  for (const text of texts) {
    const target = parseTarget(text);
    if (isLive(target)) {
      const { name, capture } = await receiveOnce(target, request, request);
      captures.push({ name, capture });
    } else if (target.kind === 'stdin') {
      const { buffer } = await import('node:stream/consumers');
      captures.push(await named('standard input', await buffer(process.stdin)));
    } else {
      for (const path of await captureFiles(target.path)) captures.push(await named(path, await read(path)));
    }
  }
  return captures;
}

/**
 * The last capture that `text` names, with its bytes.
 * @throws {HeaptideError} as {@link readCaptures} does.
 */
export async function readLastCapture(text: string, settings: ReachSettings = {}): Promise<ReceivedCapture> {
  const target = parseTarget(text);
  if (isLive(target)) return receiveOnce(target, { gc: false }, settings);
  if (target.kind === 'stdin') {
    const { buffer } = await import('node:stream/consumers');
    return received('standard input', await buffer(process.stdin));
  }
  const path = (await captureFiles(target.path)).at(-1)!;
  return received(path, await read(path));
}

async function received(name: string, bytes: Uint8Array): Promise<ReceivedCapture> {
  return { bytes, capture: await decodeCapture(name, bytes) };
}

async function captureFiles(path: string): Promise<string[]> {
  const status = await stat(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  if (!status.isDirectory()) return [path];
  const names = await readdir(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  const files = names.filter((name) => CAPTURE_FILE.test(name)).sort();
  if (files.length === 0) {
    throw new HeaptideError('HT_E_NO_CAPTURES', `${path} holds no captures (*.pb.gz)`);
  }
  return files.map((name) => join(path, name));
}

async function read(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > MAX_FILE_BYTES) {
        throw new HeaptideError('HT_E_TOO_LARGE', `${path} is larger than ${MAX_FILE_BYTES} bytes`);
      }
      return await readFile(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw error instanceof HeaptideError ? error : fileError(path, error);
  }
}

async function named(name: string, bytes: Uint8Array): Promise<NamedCapture> {
  return { name, capture: await decodeCapture(name, bytes) };
}

function fileError(path: string, error: unknown): HeaptideError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new HeaptideError('HT_E_NO_SUCH_FILE', `no such file or directory: ${path}`);
  return new HeaptideError('HT_E_UNREADABLE', `cannot read ${path}: ${message}`, { cause: error });
}
