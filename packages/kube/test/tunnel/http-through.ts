import http, { type Agent, type IncomingMessage } from 'node:http';

/** The head of an answer that comes through `agent`, unread. */
export function request(agent: Agent, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.get({ agent, host: 'localhost', path }, resolve).on('error', reject);
  });
}

/** Bytes of the whole answer. */
export async function bytesOf(agent: Agent, path: string): Promise<number> {
  let bytes = 0;
  for await (const chunk of (await request(agent, path)) as AsyncIterable<Buffer>) bytes += chunk.length;
  return bytes;
}
