import {
  type ClientRequest,
  type IncomingMessage,
  request as httpRequest,
  type ServerResponse,
} from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../support/child-program.js';
import { type FakeUpstream, startApp, startFakeUpstream, waitFor } from './proxy-under-test.js';

let upstream: FakeUpstream;
let proxy: Program;

beforeAll(async () => {
  upstream = await startFakeUpstream();
  proxy = await startApp('fixed-proxy', { UPSTREAM: upstream.origin });
});

afterAll(async () => {
  await proxy.stop();
  await upstream.close();
});

interface OpenStream {
  readonly request: ClientRequest;
  readonly answer: IncomingMessage;
  /** Bytes received so far. */
  received(): Buffer;
}

function openStream(method = 'GET'): Promise<OpenStream> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(proxy.url, { method, agent: false });
    request.on('error', reject);
    request.on('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('error', () => undefined);
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      resolve({ request, answer, received: () => Buffer.concat(chunks) });
    });
    request.end(method === 'POST' ? '{"method":"tools/call"}' : undefined);
  });
}

/** Lets the upstream answer with a stream that stays open and reports each one. */
function answerWithStreams(): { readonly opened: ServerResponse[]; open(): number } {
  const opened: ServerResponse[] = [];
  let closed = 0;
  upstream.answer = (_, response) => {
    opened.push(response);
    response.on('close', () => (closed += 1));
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
  };
  return { opened, open: () => opened.length - closed };
}

describe('H7: an event stream', () => {
  it('begins at the client before its first event', async () => {
    const streams = answerWithStreams();
    const { request, answer } = await openStream();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/event-stream');
    expect(streams.open()).toBe(1);
    request.destroy();
  });

  it.each(['GET', 'POST'])('of a %s passes every piece on at once and byte for byte', async (method) => {
    const streams = answerWithStreams();
    const stream = await openStream(method);
    const pieces = [
      ': keepalive\n\n',
      'id: 1\nretry: 100\ndata:\n\n',
      'event: message\r\ndata: {"half',
      '":"event"}\r\n\r\n',
      'data: caf\u00e9 \u{1f30a}\n\n',
      `data: ${'x'.repeat(2 << 20)}\n\n`,
    ];
    let sent = Buffer.alloc(0);
    for (const piece of pieces) {
      streams.opened[0]!.write(piece);
      sent = Buffer.concat([sent, Buffer.from(piece)]);
      await waitFor('the piece at the client', () => stream.received().length >= sent.length);
      expect(stream.received().equals(sent)).toBe(true);
    }
    const ended = new Promise((resolve) => stream.answer.on('end', resolve));
    streams.opened[0]!.end();
    await ended;
    expect(stream.received().equals(sent)).toBe(true);
  });

  it('adds little to the time an event takes', async () => {
    const streams = answerWithStreams();
    const stream = await openStream();
    const delays: number[] = [];
    for (let event = 1; event <= 50; event += 1) {
      const sentAt = performance.now();
      const arrived = new Promise((resolve) => stream.answer.once('data', resolve));
      streams.opened[0]!.write(`data: ${event}\n\n`);
      await arrived;
      delays.push(performance.now() - sentAt);
    }
    expect(delays.sort((a, b) => a - b)[25]).toBeLessThan(10);
    stream.request.destroy();
  });

  it('is ended upstream when its client goes away, for 50 at once', async () => {
    const streams = answerWithStreams();
    const clients = await Promise.all(Array.from({ length: 50 }, () => openStream()));
    expect(streams.open()).toBe(50);
    for (const { request } of clients) request.destroy();
    await waitFor('no stream upstream', () => streams.open() === 0);
  });

  it('is ended upstream when its client goes away while it is held back', async () => {
    const streams = answerWithStreams();
    const stream = await openStream();
    stream.answer.pause();
    const response = streams.opened[0]!;
    const fill = () => {
      while (response.write('x'.repeat(1 << 16)));
    };
    response.on('drain', fill);
    fill();
    await waitFor('backpressure', () => response.writableNeedDrain);
    stream.request.destroy();
    await waitFor('no stream upstream', () => streams.open() === 0);
  });

  it('is never begun upstream for a client that leaves before the answer', async () => {
    let closed = 0;
    upstream.answer = (_, response) => {
      response.on('close', () => (closed += 1));
    };
    const request = httpRequest(proxy.url, { agent: false });
    request.on('error', () => undefined);
    request.end();
    setTimeout(() => request.destroy(), 50);
    await waitFor('the request to end upstream', () => closed === 1);
  });

  it('breaks off at the client when the upstream breaks off', async () => {
    const streams = answerWithStreams();
    const { answer } = await openStream();
    const broken = new Promise((resolve) => answer.once('aborted', resolve));
    streams.opened[0]!.write('data: 1\n\n');
    streams.opened[0]!.destroy();
    await broken;
    expect(answer.complete).toBe(false);
  });
});
