import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type AccessRules, isLoopback, refuse } from '../../src/pprof/web/access.js';

const LOCAL: AccessRules = { isLocal: true, host: 'localhost' };

interface Asked {
  readonly method?: string;
  readonly peer?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function asked({ method = 'GET', peer = '127.0.0.1', headers = {} }: Asked, rules = LOCAL): string {
  const request = { method, socket: { remoteAddress: peer }, headers: { host: 'localhost:80', ...headers } };
  return refuse(request as unknown as IncomingMessage, rules)?.message ?? 'served';
}

it('knows the names of the machine itself', () => {
  for (const host of [
    'localhost',
    'LOCALHOST',
    '127.0.0.1',
    '127.1.2.3',
    '::1',
    '[::1]',
    '::ffff:127.0.0.1',
  ]) {
    expect(isLoopback(host)).toBe(true);
  }
  for (const host of [
    '',
    '0.0.0.0',
    '::',
    '128.0.0.1',
    '127.0.0.1.example.com',
    'localhost.example.com',
    '10.0.0.1',
  ]) {
    expect(isLoopback(host)).toBe(false);
  }
});

describe('a local server', () => {
  it.each(['localhost:80', 'localhost', '127.0.0.1:1', '[::1]:80', 'LocalHost:80'])(
    'answers to %s',
    (host) => {
      expect(asked({ headers: { host } })).toBe('served');
    },
  );

  it.each([
    'evil.example:80',
    'localhost.evil.example',
    '',
    'localhost@evil.example',
    '10.0.0.1',
    '127.0.0.1:80:80',
  ])('does not answer to %s, which may be a name rebound to this machine', (host) => {
    expect(asked({ headers: { host } })).toBe('permission denied: the Host header names no local host');
  });

  it('serves nobody else', () => {
    expect(asked({ peer: '10.0.0.1' })).toBe('permission denied');
    expect(asked({ peer: '::ffff:127.0.0.1' })).toBe('served');
    expect(
      asked({ peer: '10.0.0.1', headers: { host: 'box:80' } }, { isLocal: false, host: '0.0.0.0' }),
    ).toBe('served');
  });
});

describe('what a browser asks for another site', () => {
  const site = (site: string, mode: string, dest: string): Record<string, string> => ({
    'sec-fetch-site': site,
    'sec-fetch-mode': mode,
    'sec-fetch-dest': dest,
  });
  const FOREIGN = 'permission denied: asked for by another site';

  it('is refused unless a reader follows a link', () => {
    for (const other of ['cross-site', 'same-site']) {
      expect(asked({ headers: site(other, 'navigate', 'document') })).toBe('served');
      expect(asked({ headers: site(other, 'navigate', 'iframe') })).toBe(FOREIGN);
      expect(asked({ headers: site(other, 'no-cors', 'image') })).toBe(FOREIGN);
      expect(asked({ headers: site(other, 'cors', 'empty') })).toBe(FOREIGN);
    }
    expect(asked({ headers: site('none', 'navigate', 'document') })).toBe('served');
    expect(asked({ headers: site('same-origin', 'cors', 'empty') })).toBe('served');
  });

  it('changes nothing', () => {
    const post = (headers: Record<string, string>): string => asked({ method: 'POST', headers });
    expect(post(site('cross-site', 'navigate', 'document'))).toBe(FOREIGN);
    expect(post({ origin: 'http://evil.example' })).toBe(FOREIGN);
    expect(post({ origin: 'null' })).toBe(FOREIGN);
    expect(post({ origin: 'http://localhost:81' })).toBe(FOREIGN);
    expect(post({ origin: 'http://localhost:80', ...site('same-origin', 'cors', 'empty') })).toBe('served');
    expect(post({})).toBe('served');
  });
});
