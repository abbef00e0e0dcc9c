import { expect, it } from 'vitest';
import { isLoopbackHostHeader } from '../../src/worker/loopback.js';

it.each([
  'localhost',
  'localhost:6060',
  'LocalHost:1',
  '127.0.0.1',
  '127.0.0.1:6060',
  '127.255.0.3:1',
  '[::1]',
  '[::1]:6060',
  '[0:0:0:0:0:0:0:1]',
])('lets Host %j in', (header) => {
  expect(isLoopbackHostHeader(header)).toBe(true);
});

it.each([
  '',
  'example.com',
  'example.com:6060',
  'localhost.example.com',
  '127.0.0.1.example.com:6060',
  '127.evil',
  '10.0.0.1:6060',
  '[::2]:1',
  '::1',
  'localhost:x',
  '127.0.0.1:6060:1',
  '[::1',
])('keeps Host %j out', (header) => {
  expect(isLoopbackHostHeader(header)).toBe(false);
});
