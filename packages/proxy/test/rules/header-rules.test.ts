import { describe, expect, it } from 'vitest';
import { parseHeaderRules } from '../../src/rules/header-rules.js';

describe('M2: header rules', () => {
  it('change nothing by default', () => {
    const rules = parseHeaderRules({});
    expect(rules.lines).toEqual([]);
    expect(['authorization', 'cookie', 'x-a'].filter((name) => rules.strips(name))).toEqual([]);
  });

  it('add fields in the place of the client’s own', () => {
    const rules = parseHeaderRules({
      add: ['X-API-Key:  a:b ', 'x-team: caf\u00e9', 'X-Team: 2', 'X-Empty:'],
    });
    expect(rules.lines).toEqual(['X-API-Key: a:b', 'x-team: caf\u00e9', 'X-Team: 2', 'X-Empty: ']);
    expect(['x-api-key', 'x-team', 'x-empty', 'x-other'].map((name) => rules.strips(name))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('strip fields by name, whatever its case', () => {
    const rules = parseHeaderRules({ strip: ['X-Internal', 'cookie'] });
    expect(['x-internal', 'cookie', 'authorization'].map((name) => rules.strips(name))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('strip credentials, and can put others in their place', () => {
    const rules = parseHeaderRules({ stripAuth: true, add: ['Authorization: Bearer service'] });
    expect(
      ['authorization', 'cookie', 'proxy-authorization', 'accept'].map((name) => rules.strips(name)),
    ).toEqual([true, true, true, false]);
    expect(rules.lines).toEqual(['Authorization: Bearer service']);
  });

  it.each([
    'Host',
    'Connection',
    'Keep-Alive',
    'TE',
    'Trailer',
    'Upgrade',
    'HTTP2-Settings',
    'Proxy-Authorization',
    'Proxy-Authenticate',
    'Proxy-Connection',
    'Transfer-Encoding',
    'content-length',
    'Expect',
    'Forwarded',
    'X-Forwarded-For',
    'x-forwarded-host',
    'X-Forwarded-Proto',
    'X-Forwarded-Anything',
    'X-Real-IP',
    'Mcp-Session-Id',
    'MCP-SESSION-ID',
  ])('refuse %s', (name) => {
    for (const options of [{ add: [`${name}: x`] }, { strip: [name] }]) {
      const parse = () => parseHeaderRules(options);
      expect(parse).toThrow(expect.objectContaining({ code: 'HT_E_BAD_OPTION' }));
      expect(parse).toThrow(name);
    }
  });

  it.each([
    'X-A: secret\r\nX-B: 1',
    'X-A: secret\nX-B: 1',
    'X-A: secret\0',
    'X-A: secret\x7f',
    'X-A: secret\u2028',
    'X-A: secret\n',
    'secret without a colon',
    'X A: secret',
    ': secret',
    'X-A : secret',
    'X-\u00e9: secret',
    'Host: secret',
  ])('refuse %j, and never repeat a value', (entry) => {
    const parse = () => parseHeaderRules({ add: ['X-First: 1', entry] });
    expect(parse).toThrow(expect.objectContaining({ code: 'HT_E_BAD_OPTION' }));
    expect(parse).not.toThrow(/secret/);
  });

  it.each(['', 'X A', 'X-A: 1', 'X-A\n'])('refuse to strip %j', (name) => {
    expect(() => parseHeaderRules({ strip: [name] })).toThrow(
      expect.objectContaining({ code: 'HT_E_BAD_OPTION' }),
    );
  });
});
