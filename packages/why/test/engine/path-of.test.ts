import { expect, test } from 'vitest';
import { pathOf } from '../../src/engine/path-of.js';

test('a path begins in the last module that it leads through', () => {
  const steps = [
    { label: 'globalThis', class: 'Object' },
    { label: '.handler', class: 'function handler' },
    { label: '{module file:///app/a.b.js}.sessions', class: 'Map' },
    { label: '[value]', class: 'Session' },
  ];
  expect(pathOf({ url: '', steps })).toEqual({
    file: 'file:///app/a.b.js',
    path: [
      { label: 'sessions', class: 'Map' },
      { label: '[value]', class: 'Session' },
    ],
  });
});

test('without one it is told from its root', () => {
  const steps = [{ label: 'active Server', class: 'Server' }];
  expect(pathOf({ url: '', steps })).toEqual({ file: '', path: steps });
});
