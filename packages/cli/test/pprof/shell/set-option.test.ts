import { DEFAULT_PPROF_OPTIONS } from '@heaptide/report/pprof';
import { expect, it } from 'vitest';
import { setOption } from '../../../src/pprof/shell/set-option.js';

it.each([
  ['nodecount', '08', { nodecount: 8 }],
  ['nodefraction', '1e-2', { nodefraction: 0.01 }],
  ['focus', 'a=b', { focus: 'a=b' }],
  ['trim', 'No', { trim: false }],
  ['mean', '', { mean: true }],
  ['sort', 'cum', { sort: 'cum' }],
  ['cum', 'true', { sort: 'cum' }],
  ['lines', '1', { granularity: 'lines' }],
])('%s=%s', (name, value, change) => {
  expect(setOption(DEFAULT_PPROF_OPTIONS, name, value)).toEqual({ ...DEFAULT_PPROF_OPTIONS, ...change });
});

it.each([
  ['nodecount', '0x1', 'strconv.Atoi: parsing "0x1": invalid syntax'],
  ['nodecount', '', 'strconv.Atoi: parsing "": invalid syntax'],
  ['divide_by', '1e999', 'strconv.ParseFloat: parsing "1e999": value out of range'],
  ['trim', 'maybe', 'illegal value "maybe" for bool variable'],
  ['sort', 'size', 'invalid "sort" value "size"'],
  ['granularity', '', 'invalid "granularity" value ""'],
  ['cum', '', 'unknown config field "cum"'],
  ['cum', 'yes', 'unknown config field "cum"'],
  ['zork', '1', 'unknown config field "zork"'],
])('%s=%s is refused', (name, value, reason) => {
  expect(() => setOption(DEFAULT_PPROF_OPTIONS, name, value)).toThrow(reason);
});
