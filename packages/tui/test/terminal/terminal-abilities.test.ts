import { expect, test } from 'vitest';
import { canShowScreen, wantsAscii, wantsColor } from '../../src/terminal/terminal-abilities.js';

const terminal = { isTTY: true };

test('a screen needs a terminal that can place text, and nobody reading a log', () => {
  expect(canShowScreen(terminal, { TERM: 'xterm' })).toBe(true);
  expect(canShowScreen({}, { TERM: 'xterm' })).toBe(false);
  expect(canShowScreen(terminal, { TERM: 'dumb' })).toBe(false);
  expect(canShowScreen(terminal, { CI: 'true' })).toBe(false);
  expect(canShowScreen(terminal, { CI: '0' })).toBe(true);
});

test.each([
  [{}, true],
  [{ NO_COLOR: '1' }, false],
  [{ NO_COLOR: '' }, true],
  [{ TERM: 'dumb' }, false],
  [{ FORCE_COLOR: '0' }, false],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true],
])('on a terminal with %j colour is %s', (env, color) => {
  expect(wantsColor(terminal, env)).toBe(color);
});

test('colour goes to a pipe only when forced', () => {
  expect(wantsColor({}, {})).toBe(false);
  expect(wantsColor({}, { FORCE_COLOR: '1' })).toBe(true);
});

test.each([
  [{}, false],
  [{ LANG: 'de_DE.UTF-8' }, false],
  [{ LANG: 'C.utf8' }, false],
  [{ LANG: 'C' }, true],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: 'POSIX' }, true],
])('with %j ASCII is %s', (env, ascii) => {
  expect(wantsAscii(env)).toBe(ascii);
});
