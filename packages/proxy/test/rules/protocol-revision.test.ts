import { describe, expect, it } from 'vitest';
import { methodOf, readBeginning } from '../../src/rules/json-rpc-message.js';
import { eraOf, headerConflict, headerMismatch } from '../../src/rules/protocol-revision.js';
import { fieldsOf } from './fields-of.js';

const MODERN = 'MCP-Protocol-Version: 2026-07-28';

describe('P2: the era of a request', () => {
  it.each([
    ['no version', [], 'sessionful'],
    ['2025-11-25', ['MCP-Protocol-Version: 2025-11-25'], 'sessionful'],
    ['2026-07-28', [MODERN], 'stateless'],
    ['2026-07-28, in another case of the name', ['mcp-protocol-version:2026-07-28 '], 'stateless'],
    ['one that is not known', ['MCP-Protocol-Version: draft'], 'sessionful'],
  ])('with %s', (_, lines, era) => {
    expect(eraOf(fieldsOf(...lines), false)).toBe(era);
  });

  it('an explicit other header outranks stray _meta keys, since headers alone are looked at', () => {
    const body = Buffer.from(
      '{"id":1,"method":"initialize","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}',
    );
    const fields = fieldsOf('MCP-Protocol-Version: 2025-06-18', 'Mcp-Method: tools/call');
    const request = { httpMethod: 'POST', fields, hasSessionId: false, bodyMethod: () => methodOf(body) };
    expect(eraOf(fields, false)).toBe('sessionful');
    expect(readBeginning(body, true)).toBe('initialize');
    expect(headerMismatch(request)).toBeUndefined();
  });
});

it('P3: a forged version does not take a request that names a session out of its era', () => {
  expect(eraOf(fieldsOf(MODERN, 'Mcp-Session-Id: abc'), true)).toBe('sessionful');
});

describe('P2: headers that contradict each other', () => {
  it.each([
    [
      'versions',
      [MODERN, 'MCP-Protocol-Version: 2025-11-25'],
      'several MCP-Protocol-Version fields that differ',
    ],
    ['session ids', ['Mcp-Session-Id: a', 'mcp-session-id: b'], 'several Mcp-Session-Id fields that differ'],
    ['a third', [MODERN, MODERN, 'mcp-protocol-version:'], 'several MCP-Protocol-Version fields that differ'],
  ])('%s are refused', (_, lines, reason) => {
    expect(headerConflict(fieldsOf(...lines))).toBe(reason);
  });

  it.each([
    ['none', ['Host: x']],
    ['one of each', [MODERN, 'Mcp-Session-Id: a']],
    ['repetitions', [MODERN, 'mcp-protocol-version:  2026-07-28', 'Mcp-Session-Id: a', 'Mcp-Session-Id: a']],
  ])('%s are not', (_, lines) => {
    expect(headerConflict(fieldsOf(...lines))).toBeUndefined();
  });
});

describe('P2: Mcp-Method against the body', () => {
  const CALL = '{"jsonrpc":"2.0","id":1,"method":"tools/call"}';
  const WRONG = 'Mcp-Method is not the method of the body';

  it.each([
    ['the same', [MODERN, 'Mcp-Method: tools/call'], CALL, undefined],
    ['another', [MODERN, 'Mcp-Method: tools/list'], CALL, WRONG],
    ['another case', [MODERN, 'Mcp-Method: Tools/Call'], CALL, WRONG],
    ['none, which is the server’s to judge', [MODERN], CALL, undefined],
    ['a body without a method', [MODERN, 'Mcp-Method: tools/call'], '{"id":1}', WRONG],
    ['a body with two', [MODERN, 'Mcp-Method: a'], '{"method":"a","method":"b"}', WRONG],
    ['the same twice', [MODERN, 'Mcp-Method: tools/call', 'Mcp-Method: tools/call'], CALL, undefined],
    [
      'two that differ',
      [MODERN, 'Mcp-Method: tools/call', 'Mcp-Method: tools/list'],
      CALL,
      'several Mcp-Method fields that differ',
    ],
    ['the era with sessions', ['Mcp-Method: tools/list'], CALL, undefined],
  ])('%s', (_, lines, body, expected) => {
    const request = {
      httpMethod: 'POST',
      fields: fieldsOf(...lines),
      hasSessionId: false,
      bodyMethod: () => methodOf(Buffer.from(body)),
    };
    expect(headerMismatch(request)).toBe(expected);
  });

  it('is asked for only where it counts', () => {
    const bodyMethod = () => {
      throw new Error('asked for');
    };
    const fields = fieldsOf(MODERN, 'Mcp-Method: a');
    expect(headerMismatch({ httpMethod: 'GET', fields, hasSessionId: false, bodyMethod })).toBeUndefined();
    expect(headerMismatch({ httpMethod: 'POST', fields, hasSessionId: true, bodyMethod })).toBeUndefined();
    const without = { httpMethod: 'POST', fields: fieldsOf(MODERN), hasSessionId: false, bodyMethod };
    expect(headerMismatch(without)).toBeUndefined();
  });
});
