import { describe, expect, it } from 'vitest';
import { jsonRpcError, JsonRpcCode } from '../../src/rules/json-rpc-error.js';
import { requestIdOf } from '../../src/rules/json-rpc-message.js';

describe('S8: the body of a 404 echoes the id', () => {
  it.each([
    ['a number', '{"id":42,"method":"tools/list"}', '"id":42,'],
    ['a string', '{"id":"req-1","method":"tools/list"}', '"id":"req-1",'],
    ['zero', '{"id":0,"method":"tools/list"}', '"id":0,'],
    ['a big integer', '{"id":9007199254740993,"method":"x"}', '"id":9007199254740993,'],
    ['none of a notification', '{"method":"notifications/initialized"}', ''],
    ['none of a null', '{"id":null,"method":"x"}', ''],
    ['none of a GET or DELETE', '', ''],
  ])('%s', (_, body, id) => {
    expect(
      jsonRpcError({
        code: JsonRpcCode.sessionNotFound,
        message: 'Session not found',
        id: requestIdOf(Buffer.from(body)),
      }),
    ).toBe(`{"jsonrpc":"2.0",${id}"error":{"code":-32001,"message":"Session not found"}}`);
  });
});

it('H5: the body of a refused batch has no id', () => {
  const body = jsonRpcError({ code: JsonRpcCode.invalidRequest, message: 'a "batch"' });
  expect(JSON.parse(body)).toEqual({ jsonrpc: '2.0', error: { code: -32600, message: 'a "batch"' } });
});
