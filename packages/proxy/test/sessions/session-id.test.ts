import { expect, it } from 'vitest';
import { isSessionId } from '../../src/sessions/session-id.js';

it.each([
  ['1 character', 'x', true],
  ['a UUID', '4e98c4ef-9b7a-42c0-b889-0ec977b21c58', true],
  ['all of visible ASCII', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', true],
  ['256 characters', 'x'.repeat(256), true],
  ['257 characters', 'x'.repeat(257), false],
  ['nothing', '', false],
  ['a space within', 'a b', false],
  ['a control character', 'a\x7f', false],
  ['a character beyond ASCII', 'caf\u00e9', false],
  ['two ids joined by node', 'a, b', false],
])('S7: takes or refuses %s', (_, value, expected) => {
  expect(isSessionId(value)).toBe(expected);
});
