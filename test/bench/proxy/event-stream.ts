import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http';

const MARGIN_MS = 10_000;
const MAX_EVENT_CHARS = 1 << 16;
const EVENT_END = '\n\n';
const SENT_NS = /"sentNs":"(\d+)"/;

export interface EventStreamOptions {
  readonly url: URL;
  readonly agent: Agent;
  /** Fields of the session's requests. */
  readonly fields: Readonly<Record<string, string>>;
  /** How many notifications the server is asked for, and the milliseconds between them. */
  readonly events: number;
  readonly everyMs: number;
  readonly signal: AbortSignal;
}

/**
 * Calls the tool `tick` of programs/mcp-upstream.mjs and reads its answer to the end. Resolves to the milliseconds from the
 * server's write of each event to its arrival here.
 *
 * @throws {Error} when the answer is no event stream, lacks events, or takes 10 s longer than it should.
 */
export function openEventStream({
  url,
  agent,
  fields,
  events,
  everyMs,
  signal,
}: EventStreamOptions): Promise<number[]> {
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'tick', arguments: { events, everyMs } },
  });
  return new Promise((resolve, reject) => {
    const limit = AbortSignal.timeout(events * everyMs + MARGIN_MS);
    const request = httpRequest(url, {
      method: 'POST',
      agent,
      headers: { ...fields, 'Content-Length': body.length },
      signal: AbortSignal.any([signal, limit]),
    });
    request.once('error', reject);
    request.once('response', (response) => {
      delaysOf(response).then((delays) => {
        if (delays.length === events) resolve(delays);
        else reject(new Error(`${delays.length} of ${events} events by ${url.host}`));
      }, reject);
    });
    request.end(body);
  });
}

async function delaysOf(response: IncomingMessage): Promise<number[]> {
  const { statusCode, headers } = response;
  if (statusCode !== 200 || headers['content-type'] !== 'text/event-stream')
    throw new Error(`no event stream but ${statusCode}, ${headers['content-type']}`);
  const delays: number[] = [];
  let pending = '';
  response.setEncoding('latin1');
  response.on('data', (text: string) => {
    const arrived = process.hrtime.bigint();
    pending += text;
    const complete = pending.split(EVENT_END);
    pending = complete.pop()!;
    if (pending.length > MAX_EVENT_CHARS) response.destroy(new Error('an event without an end'));
    for (const event of complete) {
      const sent = SENT_NS.exec(event)?.[1];
      if (sent !== undefined) delays.push(Number(arrived - BigInt(sent)) / 1e6);
    }
  });
  await new Promise<void>((resolve, reject) => {
    response.once('end', resolve);
    response.once('error', reject);
  });
  return delays;
}
