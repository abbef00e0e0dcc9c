import { expect, it } from 'vitest';
import { namesSite } from '../src/index.js';

const FRAME = { function: 'newSession', file: '/app/src/session.js', line: 12, column: 20 };

it.each([
  ['newSession', true],
  ['newSessions', false],
  ['newSession@session.js', true],
  ['newSession@src/session.js', true],
  ['newSession@./src/session.js', true],
  ['newSession@/app/src/session.js:12', true],
  ['newSession@src/session.js:13', false],
  ['newSession@rc/session.js', false],
  ['newSession@', false],
  ['other@session.js', false],
])('%s names the site: %s', (site, names) => {
  expect(namesSite(site, FRAME)).toBe(names);
});

it('a file under node_modules is named with its scope', () => {
  const file = 'file:///app/node_modules/@scope/pkg/index.js';
  expect(namesSite('newSession@@scope/pkg/index.js', { ...FRAME, file })).toBe(true);
});

it('a method may be named without its class', () => {
  expect(namesSite('create@session.js', { ...FRAME, function: 'SessionTable.create' })).toBe(true);
  expect(namesSite('ate', { ...FRAME, function: 'SessionTable.create' })).toBe(false);
});
