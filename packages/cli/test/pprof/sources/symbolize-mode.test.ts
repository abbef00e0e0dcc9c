import { expect, it } from 'vitest';
import { parseSymbolizeMode } from '../../../src/pprof/sources/symbolize-mode.js';

it.each([
  ['', { force: false, demangle: 'default' }],
  ['local:remote:fastlocal', { force: false, demangle: 'default' }],
  ['FORCE', { force: true, demangle: 'default' }],
  ['demangle=full', { force: true, demangle: 'full' }],
  ['local:demangle=none', { force: true, demangle: 'none' }],
  ['demangle=default', { force: false, demangle: 'default' }],
  ['force:none:demangle=full', undefined],
  ['no', undefined],
])('%s', (mode, expected) => {
  const said: string[] = [];
  expect(parseSymbolizeMode(mode, (line) => said.push(line))).toEqual(expected);
  expect(said).toEqual([]);
});

it('what it does not know is told', () => {
  const said: string[] = [];
  expect(parseSymbolizeMode('zork', (line) => said.push(line))).toEqual({
    force: false,
    demangle: 'default',
  });
  expect(said[0]).toBe('ignoring unrecognized symbolization option: zork');
});
