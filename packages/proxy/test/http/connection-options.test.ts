import { describe, expect, it } from 'vitest';
import { connectionOptions } from '../../src/http/connection-options.js';
import { type FieldLines, parseFieldLines } from '../../src/http/field-lines.js';

const options = (...values: string[]) => {
  const lines = values.map((value) => `Connection: ${value}`);
  const { close, keepAlive, upgrade, named } = connectionOptions(parseFieldLines(lines, 0) as FieldLines);
  return {
    says: [close && 'close', keepAlive && 'keep-alive', upgrade && 'upgrade'].filter(Boolean),
    named: [...(named ?? [])],
  };
};

describe('connectionOptions', () => {
  it.each([
    [[], [], []],
    [['close'], ['close'], []],
    [['CLOSE'], ['close'], []],
    [['Keep-Alive'], ['keep-alive'], []],
    [['keep-alive, close'], ['close', 'keep-alive'], []],
    [['keep-alive', ' Close '], ['close', 'keep-alive'], []],
    [['Upgrade, HTTP2-Settings'], ['upgrade'], ['http2-settings']],
    [['X-Hop,x-other , ,', 'close, x-HOP'], ['close'], ['x-hop', 'x-other']],
    [[''], [], []],
    [['closed'], [], ['closed']],
  ])('of %j says %j and names %j', (values, says, named) => {
    expect(options(...values)).toEqual({ says, named });
  });

  it.each(['Content-Length', 'Transfer-Encoding', 'Host', 'Content-Type', 'Mcp-Session-Id'])(
    'takes %s away from no message',
    (name) => {
      expect(options(`${name}, x-hop`).named).toEqual(['x-hop']);
    },
  );
});
