import { expect, it } from 'vitest';
import { legacySessionOf } from '../../src/rules/legacy-session.js';

it.each([
  ['/messages?sessionId=ABC-123', 'ABC-123'],
  ['/messages/?session_id=0f3e', '0f3e'],
  ['http://backend:8080/m?a=1&sessionId=x&b=2', 'x'],
  ['/m?session_id=first&sessionId=second', 'first'],
  ['/m?sessionId=first&session_id=second', 'first'],
  ['/m?sessionId=a%2Fb', 'a%2Fb'],
  ['/m?sessionId=a=b', 'a=b'],
  ['/m?sessionId=x#part', 'x'],
  [`/m?sessionId=${'x'.repeat(256)}`, 'x'.repeat(256)],
  [`/m?sessionId=${'x'.repeat(257)}`, undefined],
  ['/m?sessionId=', undefined],
  ['/m?sessionId=&session_id=x', undefined],
  ['/m?sessionId=caf\u00e9', undefined],
  ['/m?mysessionId=x', undefined],
  ['/m?SessionId=x', undefined],
  ['/m?sessionId', undefined],
  ['/m?a=sessionId=x', undefined],
  ['/sessionId=x', undefined],
  ['/m#?sessionId=x', undefined],
  ['/m?a=1#&sessionId=x', undefined],
  ['/m?', undefined],
  ['', undefined],
])('S12: the session of %s is %s', (url, id) => {
  expect(legacySessionOf(url)).toBe(id);
});
