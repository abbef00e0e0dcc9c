import { type Agent, get, type IncomingMessage } from 'node:http';
import { CONTENT } from './pod-program.js';

export interface Piece {
  readonly from: number;
  readonly bytes: number;
}

const ANSWER_MS = 60_000;

/** Reads a piece of what the pod holds, and compares it byte by byte. Rejects when it is another, or not there in 60 s. */
export async function fetchPiece(
  agent: Agent,
  { from, bytes }: Piece,
  onFirstBytes?: () => void,
): Promise<void> {
  let at = from;
  for await (const chunk of (await ask(agent, { from, bytes })) as AsyncIterable<Buffer>) {
    if (!chunk.equals(CONTENT.subarray(at, at + chunk.length))) throw new Error(`other bytes from ${at} on`);
    if (at === from) onFirstBytes?.();
    at += chunk.length;
  }
  if (at !== from + bytes) throw new Error(`${at - from} bytes in place of ${bytes}`);
}

/** Reads the first bytes of all that the pod holds, and lets go. */
export async function abandonDownload(agent: Agent): Promise<void> {
  const response = await ask(agent, { from: 0, bytes: CONTENT.length });
  response.on('error', () => undefined);
  await new Promise((resolve) => response.once('data', resolve));
  response.destroy();
}

function ask(agent: Agent, { from, bytes }: Piece): Promise<IncomingMessage> {
  const options = { agent, path: `/${from}/${bytes}`, signal: AbortSignal.timeout(ANSWER_MS) };
  return new Promise((resolve, reject) => {
    get(options, resolve).once('error', reject);
  });
}
