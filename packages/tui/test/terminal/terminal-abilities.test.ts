import { expect, test } from 'vitest';
import {
  canShowScreen,
  knows256Colors,
  multiplexer,
  wantsAscii,
  wantsColor,
} from '../../src/terminal/terminal-abilities.js';

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

test('what was asked for decides before the environment', () => {
  expect(wantsColor(terminal, { NO_COLOR: '1', TERM: 'dumb' }, 'always')).toBe(true);
  expect(wantsColor({}, {}, 'always')).toBe(true);
  expect(wantsColor(terminal, { FORCE_COLOR: '3' }, 'never')).toBe(false);
  expect(wantsColor(terminal, { CI: 'true' }, 'auto')).toBe(true);
  expect(wantsColor({}, { CI: 'true' }, 'auto')).toBe(false);
});

test.each([
  [{}, false],
  [{ TERM: 'linux' }, false],
  [{ TERM: 'xterm' }, false],
  [{ TERM: 'xterm-256color' }, true],
  [{ TERM: 'xterm-kitty' }, true],
  [{ TERM: 'xterm', COLORTERM: 'truecolor' }, true],
  [{ WT_SESSION: 'a-b' }, true],
])('%j has 256 colours: %s', (env, known) => {
  expect(knows256Colors(env)).toBe(known);
});

test.each([
  [{ TERM: 'xterm' }, undefined],
  [{ TMUX: '/tmp/tmux-0/default,1,0', TERM: 'screen' }, 'tmux'],
  [{ TERM: 'tmux-256color' }, 'tmux'],
  [{ STY: '1.pts-0', TERM: 'screen' }, 'screen'],
  [{ TERM: 'screen-256color' }, undefined],
])('%j runs in %s', (env, name) => {
  expect(multiplexer(env)).toBe(name);
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
