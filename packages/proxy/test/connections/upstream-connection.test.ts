import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AnswerReceiver,
  UpstreamConnection,
  type UpstreamFailure,
} from '../../src/connections/upstream-connection.js';
import type { BodyForm } from '../../src/http/body-reader.js';
import type { ResponseHead } from '../../src/http/response-head.js';
import { type LoopbackPair, loopbackPair, until } from './loopback-pair.js';

const REQUEST = { method: 'GET', head: 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', body: undefined };

class NotingReceiver implements AnswerReceiver {
  readonly events: string[] = [];
  body = '';
  failure: UpstreamFailure | undefined;

  onInterimAnswer({ status }: ResponseHead): void {
    this.events.push(String(status));
  }

  onAnswerHead({ status }: ResponseHead): BodyForm {
    this.events.push(String(status));
    return 'data';
  }

  onAnswerBody(piece: Buffer): void {
    this.body += piece.toString('latin1');
  }

  onAnswerPause(): void {
    // What has come needs no handing on.
  }

  onAnswerEnd(): void {
    this.events.push('end');
  }

  onUpstreamFailure(failure: UpstreamFailure): void {
    this.events.push('failure');
    this.failure = failure;
  }

  onUpstreamDrain(): void {
    // Everything was written at once.
  }
}

let pair: LoopbackPair;
let connection: UpstreamConnection;
let receiver: NotingReceiver;
let idle: number;

beforeEach(async () => {
  pair = await loopbackPair();
  idle = 0;
  connection = new UpstreamConnection(pair.near, { onIdle: () => (idle += 1), onClosed: () => undefined });
  receiver = new NotingReceiver();
});

afterEach(() => {
  pair.near.destroy();
  pair.far.destroy();
});

const answer = (text: string) => pair.far.write(text, 'latin1');
const ended = () => until('the outcome', () => /end|failure/.test(receiver.events.join(' ')));

function ask(request = REQUEST): void {
  connection.send(request, receiver);
  connection.endRequest();
}

describe('an UpstreamConnection', () => {
  it('hands on interim answers, the answer and its body, and can carry another', async () => {
    ask();
    answer('HTTP/1.1 103 \r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel');
    await until('the head', () => receiver.body === 'hel');
    answer('lo');
    await ended();
    expect(receiver.events).toEqual(['103', '200', 'end']);
    expect(receiver.body).toBe('hello');
    expect(idle).toBe(1);
    receiver = new NotingReceiver();
    ask();
    answer('HTTP/1.1 204 \r\n\r\n');
    await ended();
    expect(receiver.events).toEqual(['204', 'end']);
    expect(connection.isReused).toBe(true);
  });

  it.each([
    ['Connection: close', 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok'],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'],
    [
      'more bytes than the answer has',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\n',
    ],
  ])('carries no other after %s', async (_, text) => {
    ask();
    answer(text);
    await ended();
    expect(receiver.events).toEqual(['200', 'end']);
    expect(receiver.body).toBe('ok');
    expect(idle).toBe(0);
    expect(pair.near.destroyed).toBe(true);
  });

  it('carries no other after an answer that came before the request was whole', async () => {
    connection.send(REQUEST, receiver);
    answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    await ended();
    expect([idle, pair.near.destroyed]).toEqual([0, true]);
  });

  it('is closed by an answer that nobody asked for', async () => {
    answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    await until('the end', () => pair.near.destroyed);
    expect(receiver.events).toEqual([]);
  });

  it('takes the end of the connection for the end of a body without a length', async () => {
    ask();
    answer('HTTP/1.1 200 OK\r\n\r\nhello');
    pair.far.end();
    await ended();
    expect([receiver.body, ...receiver.events]).toEqual(['hello', '200', 'end']);
  });

  it.each([
    ['no answer', '', 'connection closed'],
    ['part of a head', 'HTTP/1.1 200 O', 'connection closed'],
    ['part of a body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok', 'connection closed'],
    [
      'a chunk but not the last',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n',
      'connection closed',
    ],
  ])('fails when it is closed behind %s', async (_, text, reason) => {
    ask();
    pair.far.end(text);
    await ended();
    expect(receiver.failure).toEqual({ reason, byte: text !== '' });
    expect(idle).toBe(0);
  });

  it.each([
    ['a body without a length', 'HTTP/1.1 200 OK\r\n\r\nhello'],
    ['part of a body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello'],
  ])('fails when it is reset behind %s', async (_, text) => {
    ask();
    answer(text);
    await until('the body', () => receiver.body === 'hello');
    pair.far.resetAndDestroy();
    await ended();
    expect(receiver.failure).toEqual({ reason: 'ECONNRESET', byte: true });
  });

  it.each([
    ['a malformed status line', 'HTTP/2 200\r\n\r\n', 'an answer with a malformed status line'],
    ['a bare LF', 'HTTP/1.1 200 OK\nA: b\n\n', 'an answer with a malformed head'],
    ['a head without end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(70_000)}`, 'an answer with a too large head'],
    [
      'both kinds of framing',
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      'an answer with both Content-Length and Transfer-Encoding',
    ],
    [
      'a malformed chunk',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n',
      'an answer with a chunk without a size',
    ],
    [
      'another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n',
      'an answer that switches protocols',
    ],
    ['interim answers without end', 'HTTP/1.1 100 \r\n\r\n'.repeat(40), 'too many interim answers'],
  ])('fails with %s, and closes', async (_, text, reason) => {
    ask();
    answer(text);
    await ended();
    expect(receiver.failure).toEqual({ reason, byte: true });
    expect([idle, pair.near.destroyed]).toEqual([0, true]);
  });

  it('tells nobody of its end once it was given up', async () => {
    ask();
    connection.destroy();
    await until('the end', () => pair.far.readableEnded || pair.far.destroyed || !pair.near.writable);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(receiver.events).toEqual([]);
  });
});
