import { expect, test } from 'vitest';
import { DEFAULT_PPROF_OPTIONS, type PprofFormat, type PprofOptions } from '../../src/pprof/index.js';
import { overrideOptions } from '../../src/pprof/override-options.js';

const USUAL = DEFAULT_PPROF_OPTIONS;
const UNTRIMMED = { nodecount: 0, nodefraction: 0, edgefraction: 0 };

test.each<[PprofFormat, Partial<PprofOptions>]>([
  ['top', { nodecount: 0 }],
  ['text', { nodecount: 0 }],
  ['topproto', { nodecount: 0 }],
  ['tree', { nodecount: 80 }],
  ['dot', { nodecount: 80 }],
  ['peek', UNTRIMMED],
  ['list', { ...UNTRIMMED, granularity: 'lines' }],
  ['raw', { ...UNTRIMMED, granularity: 'addresses' }],
  ['proto', { ...UNTRIMMED, granularity: 'addresses' }],
  ['callgrind', { ...UNTRIMMED, granularity: 'addresses' }],
  ['weblist', { ...UNTRIMMED, granularity: 'addresses' }],
  ['disasm', { ...UNTRIMMED, granularity: 'addresses', noinlines: true }],
])('%s', (format, changed) => {
  expect(overrideOptions(format, USUAL)).toEqual({ ...USUAL, ...changed });
});

test('what the user says of nodes stays', () => {
  expect(overrideOptions('top', { ...USUAL, nodecount: 7 }).nodecount).toBe(7);
  expect(overrideOptions('dot', { ...USUAL, nodecount: 0 }).nodecount).toBe(0);
});

test('without trimming nothing is left out', () => {
  expect(overrideOptions('dot', { ...USUAL, trim: false, nodecount: 7 })).toMatchObject(UNTRIMMED);
});
