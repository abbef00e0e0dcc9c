import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentSettings } from '../../src/start/agent-options.js';
import { optionsFromEnvironment } from '../../src/start/options-from-environment.js';

const address = '127.0.0.1:0';

describe('agentSettings', () => {
  it('completes what is missing', () => {
    expect(agentSettings({ address }, '/srv/app/server.js')).toEqual({
      address: { host: '127.0.0.1', port: 0 },
      interval: 'auto',
      depth: 64,
      external: true,
      snapshots: false,
      why: undefined,
      token: undefined,
      ring: undefined,
      service: 'server.js',
    });
    expect(agentSettings({ address, service: '' }, undefined).service).toBe('node');
    expect(agentSettings({ address, service: 'shop' }, '/srv/app/server.js').service).toBe('shop');
  });

  it.each([1023, 2 ** 30 + 1, 65_536.5, Number.NaN])('refuses the interval %d', (interval) => {
    expect(() => agentSettings({ address, interval }, '')).toThrow(
      expect.objectContaining({ code: 'HT_E_BAD_INTERVAL' }),
    );
  });

  it.each([0, 129, 1.5])('refuses the depth %d', (depth) => {
    expect(() => agentSettings({ address, depth }, '')).toThrow(
      expect.objectContaining({ code: 'HT_E_BAD_DEPTH' }),
    );
  });
});

describe('agentSettings, where others could reach it', () => {
  const token = 'sixteen letters!';

  it('takes a token for it, and refuses a short one', () => {
    expect(agentSettings({ address: '0.0.0.0:1', token }, '').token).toBe(token);
    expect(() => agentSettings({ address: '0.0.0.0:1' }, '')).toThrow(
      expect.objectContaining({ code: 'HT_E_NOT_LOOPBACK' }),
    );
    expect(() => agentSettings({ address, token: 'fifteen letters' }, '')).toThrow(
      expect.objectContaining({ code: 'HT_E_BAD_TOKEN' }),
    );
  });
});

describe('agentSettings of questions who retains', () => {
  it('allows them only where that is said, with a token of their own if there is one', () => {
    const whyToken = 'another of sixteen';
    expect(agentSettings({ address, whyToken }, '').why).toBeUndefined();
    expect(agentSettings({ address, allowWhy: true }, '').why).toEqual({ token: undefined });
    expect(agentSettings({ address, allowWhy: true, whyToken }, '').why).toEqual({ token: whyToken });
    expect(() => agentSettings({ address, allowWhy: true, whyToken: 'fifteen letters' }, '')).toThrow(
      expect.objectContaining({ code: 'HT_E_BAD_TOKEN' }),
    );
  });

  it('makes no address beyond loopback safe', () => {
    expect(() => agentSettings({ address: '0.0.0.0:1', whyToken: 'sixteen letters!' }, '')).toThrow(
      expect.objectContaining({ code: 'HT_E_NOT_LOOPBACK' }),
    );
  });
});

describe('agentSettings of a ring', () => {
  it('completes what is missing, and needs no address', () => {
    expect(agentSettings({ ring: { directory: '/var/ring' } }, '')).toMatchObject({
      address: undefined,
      ring: { directory: '/var/ring', captures: 32, bytes: 16 * 2 ** 20 },
    });
  });

  it.each([{ captures: 1 }, { captures: 2.5 }, { bytes: 1000 }, { bytes: Number.NaN }])(
    'refuses %o',
    (bounds) => {
      expect(() => agentSettings({ ring: { directory: '/var/ring', ...bounds } }, '')).toThrow(
        expect.objectContaining({ code: 'HT_E_BAD_RING' }),
      );
    },
  );
});

describe('optionsFromEnvironment', () => {
  it('reads address, interval and service', () => {
    const env = { HEAPTIDE_ADDR: address, HEAPTIDE_INTERVAL: '4096', HEAPTIDE_SERVICE: 'shop' };
    expect(optionsFromEnvironment(env)).toEqual({ address, interval: 4096, service: 'shop' });
  });

  it('takes empty values as unset, and passes a wrong one on to be refused', () => {
    const env = { HEAPTIDE_ADDR: address, HEAPTIDE_INTERVAL: '', HEAPTIDE_SERVICE: '' };
    expect(optionsFromEnvironment(env)).toEqual({ address });
    expect(optionsFromEnvironment({ ...env, HEAPTIDE_INTERVAL: '64k' }).interval).toBeNaN();
  });

  it('reads switches, the ring and the depth', () => {
    const env = {
      HEAPTIDE_RING: '/var/ring',
      HEAPTIDE_RING_CAPTURES: '9',
      HEAPTIDE_RING_BYTES: '',
      HEAPTIDE_EXTERNAL: 'off',
      HEAPTIDE_SNAPSHOT: '1',
      HEAPTIDE_ALLOW_WHY: '1',
      HEAPTIDE_WHY_TOKEN: 'sixteen letters!',
      HEAPTIDE_DEPTH: '16',
      HEAPTIDE_INTERVAL: 'auto',
    };
    expect(optionsFromEnvironment(env)).toEqual({
      ring: { directory: '/var/ring', captures: 9 },
      external: false,
      snapshots: true,
      allowWhy: true,
      whyToken: 'sixteen letters!',
      depth: 16,
      interval: 'auto',
    });
  });

  it('takes the token from the environment or from a file, without its line end', () => {
    const directory = mkdtempSync(join(tmpdir(), 'heaptide-'));
    const file = join(directory, 'token');
    try {
      writeFileSync(file, 'of the file\n');
      expect(optionsFromEnvironment({ HEAPTIDE_TOKEN_FILE: file }).token).toBe('of the file');
      expect(optionsFromEnvironment({ HEAPTIDE_TOKEN: 'own', HEAPTIDE_TOKEN_FILE: file }).token).toBe('own');
      expect(() => optionsFromEnvironment({ HEAPTIDE_TOKEN_FILE: join(directory, 'none') })).toThrow(
        expect.objectContaining({ code: 'HT_E_BAD_TOKEN' }),
      );
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
