import { expect, it } from 'vitest';
import { isLoopbackHost } from '../../src/rules/loopback-host.js';

it.each([
  ['localhost', true],
  ['LocalHost', true],
  ['localhost.', true],
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['::1', true],
  ['[::1]', true],
  ['[0:0:0:0:0:0:0:1]', true],
  ['127.0.0.1.evil.example', false],
  ['127.evil.example', false],
  ['127.1', false],
  ['localhost.evil.example', false],
  ['localhost..', false],
  ['evil-localhost', false],
  ['0.0.0.0', false],
  ['128.0.0.1', false],
  ['::', false],
  ['[::2]', false],
  ['::1%eth0', false],
  ['', false],
])('M1: %j is loopback: %s', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});
