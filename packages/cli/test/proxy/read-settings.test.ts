import { HeaptideError } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import type { GivenFlags } from '../../src/proxy/proxy-flags.js';
import { readSettings } from '../../src/proxy/read-settings.js';
import { givenFlags, LIMITS, settingsOf } from './settings.js';

const failure = (flags: Partial<GivenFlags>, env: NodeJS.ProcessEnv = {}): string => {
  try {
    settingsOf(flags, env);
  } catch (error) {
    if (error instanceof HeaptideError) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('readSettings', () => {
  it('hands only what was given to the proxy', () => {
    const { options } = settingsOf({});
    expect(options).toEqual({
      upstream: new URL('http://127.0.0.1:3001/mcp'),
      port: 8080,
      refuseUnknownSessions: false,
    });
  });

  it('reads sizes, durations and lists, which commas may separate', () => {
    const { options, limits, sessions } = settingsOf({
      'max-body': '64k',
      'drain-timeout': '1.5s',
      'health-interval': '0',
      'idle-timeout': '1h',
      'unknown-sessions': 'refuse',
      'allow-host': ['a.example, b.example', 'c.example'],
      'trust-proxy': ['10.0.0.0/8\n192.168.0.0/16'],
      'add-header': ['X-A: 1, 2\nX-B: 3'],
    });
    expect(options).toMatchObject({
      refuseUnknownSessions: true,
      allowedHosts: ['a.example', 'b.example', 'c.example'],
      trustedProxies: ['10.0.0.0/8', '192.168.0.0/16'],
      addHeaders: ['X-A: 1, 2', 'X-B: 3'],
    });
    expect(limits).toMatchObject({ maxBodyBytes: 65_536, closeTimeoutMs: 1_500, healthIntervalMs: 0 });
    expect(sessions).toMatchObject({ idleTimeoutMs: 3_600_000, handshakeTimeoutMs: 120_000 });
  });

  it('has room for as many sessions as the smaller limit of memory, or as was given', () => {
    expect(settingsOf({}).sessions.budget.maxSessions).toBe(26_214);
    expect(settingsOf({ 'max-sessions': 7 }).sessions.budget.maxSessions).toBe(7);
  });

  it('logs for people on a terminal only', () => {
    expect(settingsOf({}).log).toEqual({ format: 'json', level: 'info', requests: false });
    const sources = { limits: LIMITS, protectedResource: undefined, env: {}, stderr: { isTTY: true } };
    expect(readSettings(givenFlags(), sources).log.format).toBe('pretty');
    expect(readSettings(givenFlags({ 'log-format': 'json' }), sources).log.format).toBe('json');
  });

  it('serves metrics on loopback unless told otherwise', () => {
    expect(settingsOf({ 'metrics-addr': ':0' }).metricsAddress).toEqual({ host: '127.0.0.1', port: 0 });
    expect(settingsOf({ 'metrics-addr': '127.0.0.1' }).metricsAddress?.port).toBe(9464);
    expect(settingsOf({ 'metrics-addr': '0.0.0.0:1' }).metricsAddress?.host).toBe('0.0.0.0');
  });

  it.each<[Partial<GivenFlags>, RegExp]>([
    [{ upstream: undefined }, /^HT_E_USAGE .*upstream/],
    [{ upstream: 'ftp://x' }, /^HT_E_USAGE --upstream takes/],
    [{ upstream: 'http://u:p@x' }, /^HT_E_BAD_UPSTREAM/],
    [{ port: 70_000 }, /^HT_E_USAGE --port is 70000: it must be a whole number from 0 to 65535/],
    [{ port: 1.5 }, /^HT_E_USAGE --port/],
    [{ 'head-timeout': 'soon' }, /^HT_E_USAGE --head-timeout: "soon" is no duration/],
    [{ 'head-timeout': '0' }, /^HT_E_USAGE --head-timeout is 0/],
    [{ 'idle-timeout': '9999h' }, /^HT_E_USAGE --idle-timeout is 9999h: it must be from 1 ms to 24 days/],
    [{ 'max-body': '0' }, /^HT_E_USAGE --max-body is 0/],
    [{ 'max-body': '8MB' }, /^HT_E_USAGE --max-body: "8MB" is no size/],
    [{ 'max-sessions': 0 }, /^HT_E_USAGE --max-sessions is 0/],
    [{ 'max-heap': '16MiB' }, /^HT_E_USAGE --max-heap is 16MiB/],
    [{ 'max-heap': 'some' }, /^HT_E_USAGE --max-heap/],
    [{ 'allow-host': ['a/b'] }, /^HT_E_BAD_OPTION allowed host/],
    [{ 'allow-origin': ['example.com'] }, /^HT_E_BAD_OPTION allowed origin/],
    [{ 'trust-proxy': ['somewhere'] }, /^HT_E_BAD_OPTION/],
    [{ 'add-header': ['Host: x'] }, /^HT_E_BAD_OPTION/],
    [{ 'strip-header': ['a b'] }, /^HT_E_BAD_OPTION/],
    [{ 'endpoint-prefix': 'a?b' }, /^HT_E_BAD_OPTION/],
    [{ 'metrics-addr': 'here' }, /^HT_E_BAD_ADDRESS .*127\.0\.0\.1:9464/],
    [{ 'debug-addr': '0.0.0.0:6060' }, /^HT_E_NOT_LOOPBACK/],
    [{ store: 'redis//x' }, /^HT_E_STORE/],
    [{ 'store-prefix': 'x:' }, /^HT_E_USAGE --store-prefix needs --store/],
    [{ store: 'redis://x', 'store-prefix': 'x' }, /^HT_E_USAGE --store-prefix/],
    [{ store: 'redis://x', 'max-sessions': 3 }, /^HT_E_USAGE --max-sessions/],
  ])('%j is refused', (flags, says) => {
    expect(failure(flags)).toMatch(says);
  });

  it('never repeats what may be secret', () => {
    for (const flags of [
      { upstream: 'secret' },
      { upstream: 'http://secret:secret@x' },
      { upstream: 'http://x/?key=secret' },
      { store: 'redis://u:secret@h:x' },
      { 'add-header': ['Authorization secret'] },
      { 'add-header': ['Authorization: secret\u0001'] },
    ]) {
      expect(failure(flags)).not.toContain('secret');
    }
  });

  it('who retains may be asked only where that is said', () => {
    expect([settingsOf({}).allowWhy, settingsOf({ 'allow-why': true }).allowWhy]).toEqual([false, true]);
    const sources = { HEAPTIDE_WHY_TOKEN: 'short' };
    expect(failure({ 'debug-addr': '127.0.0.1:0', 'allow-why': true }, sources)).toMatch(/^HT_E_BAD_TOKEN/);
  });

  it('an agent that only the ring wants is checked as well', () => {
    expect(failure({}, { HEAPTIDE_RING: '/tmp', HEAPTIDE_DEPTH: '9999' })).toMatch(/^HT_E_BAD_DEPTH/);
    expect(settingsOf({}, { HEAPTIDE_DEPTH: '9999' }).debugAddress).toBeUndefined();
  });
});
