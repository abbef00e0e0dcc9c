import { describe, expect, it } from 'vitest';
import { checkOptions } from '../src/proxy-options.js';

const UPSTREAM = new URL('http://127.0.0.1:3001/mcp');

describe('checkOptions', () => {
  it('fills in defaults', () => {
    expect(checkOptions({ upstream: UPSTREAM, port: 0 })).toEqual({
      host: '127.0.0.1',
      connectTimeoutMs: 10_000,
      closeTimeoutMs: 10_000,
    });
  });

  it.each(['https://mcp.example/', 'http://user:secret@mcp.example/', 'http://mcp.example/?key=secret'])(
    'refuses the upstream %s without repeating what may be secret',
    (href) => {
      const check = () => checkOptions({ upstream: new URL(href), port: 0 });
      expect(check).toThrow(expect.objectContaining({ code: 'HT_E_BAD_UPSTREAM' }));
      expect(check).not.toThrow(/secret/);
    },
  );

  it.each([
    { port: 65_536 },
    { port: -1 },
    { port: 80.5 },
    { idleTimeoutMs: 0 },
    { idleTimeoutMs: 2 ** 31 },
    { connectTimeoutMs: Number.NaN },
    { closeTimeoutMs: -1 },
  ])('refuses %j and names the option', (option) => {
    const check = () => checkOptions({ upstream: UPSTREAM, port: 0, ...option });
    expect(check).toThrow(expect.objectContaining({ code: 'HT_E_BAD_OPTION' }));
    expect(check).toThrow(Object.keys(option)[0]);
  });
});
