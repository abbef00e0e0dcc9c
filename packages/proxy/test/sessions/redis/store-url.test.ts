import { HeaptideError } from '@heaptide/agent';
import { expect, it } from 'vitest';
import { parseStoreUrl, type StoreAddress } from '../../../src/sessions/redis/store-url.js';

const PLAIN: StoreAddress = {
  kind: 'single',
  nodes: [{ host: 'cache', port: 6379 }],
  master: '',
  username: '',
  password: '',
  database: 0,
  tls: false,
};

it.each<[string, Partial<StoreAddress>]>([
  ['redis://cache', {}],
  ['redis://cache/', {}],
  ['valkey://cache', {}],
  ['REDIS://cache:6380/15', { nodes: [{ host: 'cache', port: 6380 }], database: 15 }],
  ['redis://[::1]:6380', { nodes: [{ host: '::1', port: 6380 }] }],
  ['rediss://cache', { tls: true }],
  ['valkeys://cache', { tls: true }],
  ['redis://:secret@cache', { password: 'secret' }],
  ['redis://:secret@x@cache', { password: 'secret@x' }],
  ['redis://proxy:se%3Acr%40t%2F:x@cache', { username: 'proxy', password: 'se:cr@t/:x' }],
  [
    'redis+sentinel://a,b:26380/my-master',
    {
      kind: 'sentinel',
      nodes: [
        { host: 'a', port: 26_379 },
        { host: 'b', port: 26_380 },
      ],
      master: 'my-master',
    },
  ],
  [
    'rediss+sentinel://u:p@a/m/3',
    {
      kind: 'sentinel',
      nodes: [{ host: 'a', port: 26_379 }],
      master: 'm',
      database: 3,
      username: 'u',
      password: 'p',
      tls: true,
    },
  ],
  [
    'redis+cluster://a,[fe80::1]:7000/0',
    {
      kind: 'cluster',
      nodes: [
        { host: 'a', port: 6379 },
        { host: 'fe80::1', port: 7000 },
      ],
    },
  ],
])('reads %s', (url, expected) => {
  expect(parseStoreUrl(url)).toEqual({ ...PLAIN, ...expected });
});

it.each([
  '',
  'cache:6379',
  'http://:secret@cache',
  'redis+other://:secret@cache',
  'redis://',
  'redis://:secret@',
  'redis://:secret@cache:0',
  'redis://:secret@cache:65536',
  'redis://:secret@cache:port',
  'redis://:secret@ca che',
  'redis://:secret@cache/one',
  'redis://:secret@cache/0/1',
  'redis://:secret@cache?family=6',
  'redis://:secret@a,b',
  'redis://:%zzsecret@cache',
  'redis+sentinel://:secret@a',
  'redis+sentinel://:secret@a/',
  'redis+sentinel://:secret@a,/m',
  'redis+cluster://:secret@a/1',
])('refuses %j, without repeating what may be secret', (url) => {
  let thrown: unknown;
  try {
    parseStoreUrl(url);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(HeaptideError);
  expect(thrown).toMatchObject({ code: 'HT_E_STORE' });
  expect((thrown as Error).message).not.toContain('secret');
});
