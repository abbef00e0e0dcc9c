import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import process from 'node:process';
import { afterEach, expect, it } from 'vitest';
import { HEAP_LIMITS, inMib, LIMIT_BYTES, memoryOf, MIB } from '../proxy/lifecycle-soak.js';
import { startProgram } from '../support/child-program.js';
import { createMemoryCgroup } from '../support/memory-cgroup.js';
import { cliPath } from '../support/session-story.js';

/** Clients that never end their session are the rule: this many brought down a proxy that waits for DELETE. */
const SESSIONS = Number(process.env.HEAPTIDE_ABANDONED_SESSIONS ?? 1_000_000);
const CONNECTIONS = 50;
const TALKERS = 50;
const TALK_EVERY_MS = 500;

const INITIALIZE = '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}';
const CALL = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}';

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A server that begins a session with every initialize and remembers none of them. */
async function startForgetfulServer(): Promise<string> {
  let sessions = 0;
  const server = createServer((socket) => {
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (;;) {
        const end = text.indexOf('\r\n\r\n');
        if (end === -1) return;
        const length = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
        if (text.length < end + 4 + length) return;
        const isInitialize = text.slice(end + 4, end + 4 + length).includes('"initialize"');
        text = text.slice(end + 4 + length);
        const id = isInitialize ? `Mcp-Session-Id: session-${(sessions += 1)}-of-a-usual-length\r\n` : '';
        socket.write(`HTTP/1.1 200 OK\r\n${id}Content-Length: 2\r\n\r\n{}`);
      }
    });
  });
  cleanUps.push(() => server.close());
  return listening(server);
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}

/** A keep-alive connection that sends one request after the other. */
class Connection {
  readonly #socket: Socket;
  #text = '';
  #onAnswer: ((head: string) => void) | undefined;
  #onFailure: ((error: Error) => void) | undefined;

  constructor(url: string) {
    this.#socket = connect(Number(new URL(url).port), '127.0.0.1').setNoDelay(true);
    this.#socket.on('error', (error) => this.#onFailure?.(error));
    this.#socket.on('close', () => this.#onFailure?.(new Error('connection closed')));
    this.#socket.on('data', (chunk) => {
      this.#text += chunk.toString('latin1');
      const end = this.#text.indexOf('\r\n\r\n');
      if (end === -1) return;
      const head = this.#text.slice(0, end);
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (this.#text.length < end + 4 + length) return;
      this.#text = '';
      this.#onAnswer?.(head);
    });
  }

  post(body: string, sessionId?: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#onAnswer = resolve;
      this.#onFailure = reject;
      const id = sessionId === undefined ? '' : `Mcp-Session-Id: ${sessionId}\r\n`;
      this.#socket.write(
        `POST /mcp HTTP/1.1\r\nHost: localhost\r\n${id}Content-Length: ${body.length}\r\n\r\n${body}`,
      );
    });
  }

  end(): void {
    this.#onFailure = undefined;
    this.#socket.destroy();
  }
}

it(`outlives ${SESSIONS} sessions that nobody ends, and forgets none that is in use`, async ({ skip }) => {
  const cgroup = createMemoryCgroup(LIMIT_BYTES);
  if (typeof cgroup === 'string') {
    console.log(`skipped: ${cgroup}`);
    skip(cgroup);
    return;
  }
  cleanUps.push(() => cgroup.remove());
  const upstream = await startForgetfulServer();
  const proxy = await startProgram({
    nodeArgs: [...HEAP_LIMITS, ...cgroup.nodeArgs],
    // Where ids that are not tracked are refused, a session that was forgotten shows.
    args: [cliPath, 'proxy', '--upstream', upstream, '--port', '0', '--unknown-sessions', 'refuse'],
  });
  cleanUps.push(() => proxy.stop());

  const talkers = await Promise.all(
    Array.from({ length: TALKERS }, async () => {
      const connection = new Connection(proxy.url);
      const head = await connection.post(INITIALIZE);
      const id = /\r\nmcp-session-id: (\S+)/i.exec(head)![1]!;
      return { connection, id };
    }),
  );
  cleanUps.push(() => talkers.forEach(({ connection }) => connection.end()));
  const flood = new AbortController();
  let talked = 0;
  const forgotten: string[] = [];
  const talking = (async () => {
    while (!flood.signal.aborted) {
      for (const { connection, id } of talkers) {
        if (!(await connection.post(CALL, id)).startsWith('HTTP/1.1 200 ')) forgotten.push(id);
        talked += 1;
      }
      await new Promise((resolve) => setTimeout(resolve, TALK_EVERY_MS));
    }
  })();

  let left = SESSIONS;
  let largest = 0;
  const watching = setInterval(
    () => void sessionsOf(proxy.url).then((size) => (largest = Math.max(largest, size))),
    500,
  );
  cleanUps.push(() => clearInterval(watching));
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const connection = new Connection(proxy.url);
      while ((left -= 1) >= 0) expect(await connection.post(INITIALIZE)).toMatch(/^HTTP\/1\.1 200 /);
      connection.end();
    }),
  );
  flood.abort();
  await talking;

  const sessions = await sessionsOf(proxy.url);
  console.log(
    `${SESSIONS} sessions, ${sessions} in the table at the end and ${largest} at most; ${talked} calls of ${TALKERS} ` +
      `sessions in use, ${forgotten.length} forgotten; RSS at most ${inMib(memoryOf(proxy.pid, 'VmHWM'))}, ` +
      `${cgroup.oomKills()} killed`,
  );
  expect(cgroup.oomKills()).toBe(0);
  expect(forgotten).toEqual([]);
  expect(talked).toBeGreaterThan(TALKERS);
  expect(sessions).toBe(largest);
  expect(memoryOf(proxy.pid, 'VmHWM')).toBeLessThan(LIMIT_BYTES - 20 * MIB);
});

async function sessionsOf(proxyUrl: string): Promise<number> {
  const answer = await fetch(new URL('/health', proxyUrl));
  return ((await answer.json()) as { sessions: number }).sessions;
}
