import { describe, expect, it } from 'vitest';
import { agentSettings } from '../../src/start/agent-options.js';
import { optionsFromEnvironment } from '../../src/start/register-agent.js';

const address = '127.0.0.1:0';

describe('agentSettings', () => {
  it('completes what is missing', () => {
    expect(agentSettings({ address }, '/srv/app/server.js')).toEqual({
      address: { host: '127.0.0.1', port: 0 },
      interval: 65_536,
      depth: 64,
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
});
