import { expect, it } from 'vitest';
import { parseConfig } from '../../src/proxy/config/parse-config.js';
import { effectiveConfig } from '../../src/proxy/effective-config.js';
import type { GivenFlags } from '../../src/proxy/proxy-flags.js';
import { CONFIG_FLAGS } from '../../src/proxy/proxy-flags.js';
import { givenFlags, settingsOf } from './settings.js';

const effective = (flags: Partial<GivenFlags>) => effectiveConfig(givenFlags(flags), settingsOf(flags));

it('taken as a configuration file, it gives the same', () => {
  const once = effective({
    'max-body': '64k',
    'idle-timeout': '90s',
    'allow-host': ['a.example,b.example'],
    'strip-header': ['X-A'],
    'metrics-addr': ':9464',
    'debug-addr': '127.0.0.1:6060',
    'allow-why': true,
    'max-heap': '96MiB',
    recovery: false,
  });
  expect(effective(parseConfig(once, ''))).toEqual(once);
  expect(once).toMatchObject({ recovery: false, 'max-body': 65_536, 'metrics-addr': '127.0.0.1:9464' });
});

it('tells every flag but those that have no default', () => {
  const without = Object.keys(CONFIG_FLAGS).filter((flag) => !(flag in effective({})));
  expect(without).toEqual([
    'store',
    'store-prefix',
    'allow-host',
    'allow-origin',
    'trust-proxy',
    'add-header',
    'strip-header',
    'endpoint-prefix',
    'protected-resource',
    'debug-addr',
    'metrics-addr',
  ]);
});

it('hides what may be secret', () => {
  const config = effective({
    upstream: 'https://x.example/mcp?key=secret',
    store: 'rediss://user:sec%40ret@h/0',
    'add-header': ['Authorization: Bearer secret', 'X-Key:\tsecret'],
  });
  expect(config).toMatchObject({
    upstream: 'https://x.example/mcp?***',
    store: 'rediss://***@h/0',
    'add-header': ['Authorization: ***', 'X-Key: ***'],
  });
  expect(JSON.stringify(config)).not.toMatch(/secret|sec%40ret/);
});
