import { describe, expect, it } from 'vitest';
import { checkOptions } from '../src/proxy-options.js';

const UPSTREAM = new URL('http://127.0.0.1:3001/mcp');

describe('checkOptions', () => {
  it('fills in defaults', () => {
    expect(checkOptions({ upstream: UPSTREAM, port: 0, requestTimeoutMs: 5 })).toMatchObject({
      maxBodyBytes: 8 * 1024 ** 2,
      headTimeoutMs: 10_000,
      requestTimeoutMs: 5,
      closeTimeoutMs: 30_000,
    });
  });

  it('takes a query where the upstream is remote, as one reached by https is by default', () => {
    for (const upstream of ['http://mcp.example/?key=1', 'https://mcp.example/?key=1']) {
      checkOptions({ upstream: new URL(upstream), port: 0, remote: true });
    }
    checkOptions({ upstream: new URL('https://mcp.example/?key=1'), port: 0 });
  });

  it.each(['ftp://mcp.example/', 'http://user:secret@mcp.example/', 'http://mcp.example/?key=secret'])(
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
    { headTimeoutMs: 0 },
    { requestTimeoutMs: 2 ** 31 },
    { maxBodyBytes: 0 },
    { maxConnections: 1.5 },
    { healthIntervalMs: -1 },
    { connectTimeoutMs: Number.NaN },
    { closeTimeoutMs: -1 },
  ])('refuses %j and names the option', (option) => {
    const check = () => checkOptions({ upstream: UPSTREAM, port: 0, ...option });
    expect(check).toThrow(expect.objectContaining({ code: 'HT_E_BAD_OPTION' }));
    expect(check).toThrow(Object.keys(option)[0]);
  });
});
