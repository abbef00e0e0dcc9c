import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../src/churn/http-exchange.js';
import { requireStatus, resultOf } from '../../src/churn/json-rpc.js';

function answer(contentType: string, body: string, status = 200): HttpAnswer {
  return { status, contentType, body, sessionId: undefined };
}
const json = (value: unknown) => answer('application/json; charset=utf-8', JSON.stringify(value));
const stream = (...values: unknown[]) =>
  answer('text/event-stream', values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join(''));

describe('resultOf', () => {
  it('finds the result in a JSON body and among the events of a stream', () => {
    const notification = { jsonrpc: '2.0', method: 'notifications/message' };
    expect(resultOf(json({ id: 2, result: { a: 1 } }), 2)).toEqual({ a: 1 });
    expect(resultOf(stream(notification, { id: 2, result: { a: 1 } }), 2)).toEqual({ a: 1 });
  });

  it('passes over the priming event of a resumable stream', () => {
    expect(
      resultOf(answer('text/event-stream', 'id: 1\ndata:\n\ndata: {"id":2,"result":{}}\n\n'), 2),
    ).toEqual({});
  });

  it.each([
    ['another id', json({ id: 3, result: {} }), /no message with id 2/],
    ['the id as a string', json({ id: '2', result: {} }), /no message with id 2/],
    ['a stream without the answer', stream({ method: 'ping' }), /no message with id 2/],
    ['a JSON-RPC error', json({ id: 2, error: { code: -32001, message: 'gone' } }), /-32001.*gone/],
    ['no result', json({ id: 2 }), /no result/],
    ['a result that is no object', json({ id: 2, result: [1] }), /no result/],
    ['a body that is not JSON', answer('application/json', '<html>'), /not JSON: <html>/],
    ['an event that is not JSON', answer('text/event-stream', 'data: {\n\n'), /not JSON/],
    ['another content type', answer('text/html', '{}'), /"text\/html" is neither/],
    ['another status', answer('application/json', '{"id":2}', 404), /status 404, not 200: {"id":2}/],
  ])('refuses %s', (_, wrong, message) => {
    expect(() => resultOf(wrong, 2)).toThrow(message);
  });
});

it('accepts any of the named statuses', () => {
  expect(() => requireStatus(answer('', '', 204), 200, 204)).not.toThrow();
  expect(() => requireStatus(answer('', '', 405), 200, 204)).toThrow('status 405, not 200 or 204');
});
