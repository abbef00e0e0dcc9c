import { HeaptideError } from '@heaptide/profile';
import { expect, it } from 'vitest';
import { parseConfig } from '../../src/proxy/config/parse-config.js';

const failure = (config: unknown): string => {
  try {
    parseConfig(config, 'proxy.json');
  } catch (error) {
    if (error instanceof HeaptideError && error.code === 'HT_E_BAD_CONFIG') return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
};

it('takes every kind of value under the names of flags', () => {
  const config = {
    upstream: 'http://127.0.0.1:3001',
    port: 0,
    recovery: false,
    'allow-host': ['a', 'b'],
    'max-body': 65_536,
    'log-format': 'json',
  };
  expect(parseConfig(config, 'proxy.json')).toEqual({ ...config, 'max-body': '65536' });
});

it.each<[unknown, string]>([
  [[], 'proxy.json: must be an object, such as {"upstream": "http://127.0.0.1:3001"}'],
  [null, 'proxy.json: must be an object, such as {"upstream": "http://127.0.0.1:3001"}'],
  [{ idleTimeout: '3m' }, 'proxy.json: there is no "idleTimeout"; did you mean "idle-timeout"?'],
  [{ config: 'other.json' }, 'proxy.json: there is no "config"'],
  [{ check: true }, 'proxy.json: there is no "check"'],
  [JSON.parse('{"__proto__": 1}'), 'proxy.json: there is no "__proto__"'],
  [{ port: '8080' }, 'proxy.json: "port" must be a number'],
  [{ recovery: 'no' }, 'proxy.json: "recovery" must be true or false'],
  [{ 'allow-host': 'a' }, 'proxy.json: "allow-host" must be a list of texts'],
  [{ 'allow-host': [1] }, 'proxy.json: "allow-host" must be a list of texts'],
  [{ upstream: '' }, 'proxy.json: "upstream" must be a text'],
  [{ upstream: null }, 'proxy.json: "upstream" must be a text'],
  [{ 'log-format': 'xml' }, 'proxy.json: "log-format" must be one of json, pretty, off'],
])('%j does not hold', (config, message) => {
  expect(failure(config)).toBe(message);
});

it('an unknown key is shown to a bound', () => {
  expect(failure({ ['x'.repeat(10_000)]: 1 }).length).toBeLessThan(150);
});
