import { expect, it } from 'vitest';
import { nearestName } from '../../src/proxy/config/nearest-name.js';

const NAMES = ['upstream', 'idle-timeout', 'drain-timeout', 'store'];

it.each([
  ['upstraem', 'upstream'],
  ['idleTimeout', 'idle-timeout'],
  ['drain_timeout', 'drain-timeout'],
  ['stores', 'store'],
  ['store', 'store'],
])('%s is most like %s', (text, name) => {
  expect(nearestName(text, NAMES)).toBe(name);
});

it('far from all is near to none', () => {
  expect(nearestName('zzzz', NAMES)).toBeUndefined();
  expect(nearestName('', NAMES)).toBeUndefined();
});
