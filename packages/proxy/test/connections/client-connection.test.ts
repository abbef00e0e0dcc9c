import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientConnection, type RequestReceiver } from '../../src/connections/client-connection.js';
import { Deadlines } from '../../src/connections/deadlines.js';
import type { HeadRefusal, RequestHead } from '../../src/http/request-head.js';
import { ForwardedFields } from '../../src/rules/forwarded-fields.js';
import { type LoopbackPair, loopbackPair, until } from './loopback-pair.js';

const LIMITS = {
  maxHeadBytes: 1_024,
  maxBodyBytes: 100,
  headTimeoutMs: 60_000,
  requestTimeoutMs: 60_000,
  idleTimeoutMs: 60_000,
  stallTimeoutMs: 300,
};
const HEAD = 'Host: a\r\n';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

/** Notes what comes of a request, and answers nothing by itself. */
class NotingReceiver implements RequestReceiver {
  readonly head: RequestHead;
  readonly events: string[] = [];
  body = '';

  constructor(head: RequestHead) {
    this.head = head;
  }

  onRequest(): void {
    this.events.push('request');
  }

  onRequestBody(piece: Buffer): void {
    this.body += piece.toString('latin1');
  }

  onRequestEnd(): void {
    this.events.push('end');
  }

  onRequestBroken({ status }: HeadRefusal): void {
    this.events.push(`broken ${status}`);
  }

  onClientDrain(): void {
    // Nothing is written that would have to drain.
  }

  onClientGone(): void {
    this.events.push('gone');
  }
}

let pair: LoopbackPair;
let deadlines: Deadlines;
let connection: ClientConnection;
let received: NotingReceiver[];
let answers: string;

beforeEach(async () => {
  pair = await loopbackPair();
  deadlines = new Deadlines();
  received = [];
  answers = '';
  pair.near.on('data', (chunk) => (answers += chunk.toString('latin1')));
  const hop = { remoteAddress: '127.0.0.1', isTrusted: false, scheme: 'http' } as const;
  const peer = { isTrusted: false, forwarded: new ForwardedFields(hop) };
  connection = new ClientConnection(pair.far, peer, {
    limits: LIMITS,
    deadlines,
    receiverOf(head) {
      const receiver = new NotingReceiver(head);
      received.push(receiver);
      return receiver;
    },
    refuse: ({ status }) => `HTTP/1.1 ${status} refused\r\nContent-Length: 0\r\n\r\n`,
    onClosed: () => undefined,
  });
});

afterEach(() => {
  deadlines.close();
  pair.near.destroy();
  pair.far.destroy();
});

const targets = () => received.map((each) => each.head.target);
const send = (text: string) => pair.near.write(text, 'latin1');
const come = (count: number) => until(`${count} requests`, () => received.length === count);

function answerAndFinish(): void {
  connection.writeHead(OK, undefined);
  connection.finish();
}

describe('a ClientConnection', () => {
  it('hands on the next request when the one before is answered', async () => {
    send(`GET /1 HTTP/1.1\r\n${HEAD}\r\nGET /2 HTTP/1.1\r\n${HEAD}\r\n`);
    await come(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(targets()).toEqual(['/1']);
    answerAndFinish();
    expect(targets()).toEqual(['/1', '/2']);
  });

  it('hands on bodies with their framing, and what follows them as requests', async () => {
    const chunks = '2\r\nhi\r\n0\r\nX: 1\r\n\r\n';
    send(
      `PUT /1 HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n${chunks}` +
        `PUT /2 HTTP/1.1\r\n${HEAD}Content-Length: 5\r\n\r\nhello` +
        `PUT /3 HTTP/1.1\r\n${HEAD}Content-Length: 000\r\n\r\n`,
    );
    await come(1);
    answerAndFinish();
    answerAndFinish();
    expect(targets()).toEqual(['/1', '/2', '/3']);
    expect(received.map((each) => each.body)).toEqual([chunks, 'hello', '']);
    expect(received.map((each) => each.events)).toEqual([
      ['request', 'end'],
      ['request', 'end'],
      ['request'],
    ]);
  });

  it('resets a client that takes nothing of its answer, and none that is slow', async () => {
    const piece = Buffer.alloc(1 << 20);
    send(`GET /1 HTTP/1.1\r\n${HEAD}\r\n`);
    await come(1);
    while (connection.write(piece));
    pair.near.pause();
    const slow = setInterval(() => {
      pair.near.resume();
      connection.write(piece);
      setTimeout(() => pair.near.pause(), 20);
    }, 150);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(received[0]!.events).toEqual(['request']);
    clearInterval(slow);
    pair.near.pause();
    connection.write(Buffer.alloc(16 << 20));
    await until('the client to be given up', () => received[0]!.events.includes('gone'));
    expect(pair.far.destroyed).toBe(true);
  });

  it('closes behind the answer to a request that asks for it, and reads nothing more', async () => {
    send(`GET /1 HTTP/1.1\r\n${HEAD}Connection: close\r\n\r\nGET /2 HTTP/1.1\r\n${HEAD}\r\n`);
    await come(1);
    answerAndFinish();
    await until('the end', () => pair.near.readableEnded);
    expect(answers).toBe(OK);
    expect(targets()).toEqual(['/1']);
  });

  it('closes behind an answer that came before its request was whole', async () => {
    send(`PUT /1 HTTP/1.1\r\n${HEAD}Content-Length: 50\r\n\r\nhello`);
    await come(1);
    answerAndFinish();
    send(`GET /smuggled HTTP/1.1\r\n${HEAD}\r\n`.repeat(2));
    await until('the end', () => pair.near.readableEnded);
    expect(targets()).toEqual(['/1']);
  });

  it('refuses what is no request, and reads nothing more', async () => {
    send(`GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n${HEAD}\r\n`);
    await until('the end', () => pair.near.readableEnded);
    expect(answers).toMatch(/^HTTP\/1\.1 400 /);
    expect(received).toEqual([]);
  });

  it.each([
    ['a Content-Length', 'Content-Length: 101\r\n\r\n', [], ''],
    [
      'chunks at once',
      `Transfer-Encoding: chunked\r\n\r\n65\r\n${'x'.repeat(101)}\r\n0\r\n\r\n`,
      ['request', 'broken 413'],
      '',
    ],
  ])('does not hand on the end of a body that is too large: %s', async (_, rest, events, body) => {
    send(`PUT / HTTP/1.1\r\n${HEAD}${rest}`);
    const isRefused = () =>
      answers.startsWith('HTTP/1.1 413') || received[0]?.events.includes('broken 413') === true;
    await until('the refusal', isRefused);
    expect(received.flatMap((each) => each.events)).toEqual(events);
    expect(received.map((each) => each.body).join('')).toBe(body);
  });

  it('does not hand on the end of a body that is malformed', async () => {
    send(`PUT / HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n`);
    await come(1);
    await until('the first chunk', () => received[0]!.body !== '');
    send('0x0\r\n\r\n');
    await until('the refusal', () => received[0]!.events.includes('broken 400'));
    expect(received[0]!.body).toBe('2\r\nhi\r\n');
  });

  it('does not read from a client that sends ever more requests, even when told to read on', async () => {
    const request = `GET / HTTP/1.1\r\n${HEAD}X: ${'x'.repeat(900)}\r\n\r\n`;
    const FLOOD = 64 << 20;
    send(request.repeat(Math.ceil(FLOOD / request.length)));
    await come(1);
    for (let round = 0; round < 200; round += 1) {
      connection.holdBack();
      connection.readOn();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    // What the kernel holds on the way, and the little that waits for its turn.
    expect(pair.far.bytesRead).toBeLessThan(1 << 20);
    const readBefore = pair.far.bytesRead;
    while (received.length < 2_000) {
      const before = received.length;
      answerAndFinish();
      await until('the next request', () => received.length > before);
    }
    expect(pair.far.bytesRead).toBeGreaterThan(readBefore);
  });

  it('tells that its client is gone, once', async () => {
    send(`GET / HTTP/1.1\r\n${HEAD}\r\n`);
    await come(1);
    pair.near.end();
    await until('the client to be gone', () => received[0]!.events.includes('gone'));
    await until('the end', () => pair.far.destroyed);
    expect(received[0]!.events).toEqual(['request', 'gone']);
  });

  it('resets the connection of an answer that is not to be taken for whole', async () => {
    send(`GET / HTTP/1.1\r\n${HEAD}\r\n`);
    await come(1);
    const failed = new Promise<NodeJS.ErrnoException>((resolve) => pair.near.once('error', resolve));
    connection.reset();
    expect((await failed).code).toBe('ECONNRESET');
    expect(received[0]!.events).toEqual(['request', 'gone']);
  });
});
