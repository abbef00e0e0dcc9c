import { describe, expect, it } from 'vitest';
import {
  goNumber,
  parseGoBoolean,
  parseGoDecimal,
  parseGoFloat,
  parseGoInteger,
} from '../../../src/pprof/command-line/go-number.js';

// What Go 1.26 makes of each text.
describe('numbers are read as Go reads them', () => {
  it.each([
    ['0x10', 16],
    ['0b11', 3],
    ['0o17', 15],
    ['017', 15],
    ['0_7', 7],
    ['1_000', 1000],
    ['0x_1f', 31],
    ['+0x10', 16],
    ['-0b1', -1],
    ['00', 0],
    ['-5', -5],
    ['9223372036854775807', 2 ** 63],
  ])('the integer flag %s', (text, value) => {
    expect(parseGoInteger(text)).toBe(value);
  });

  it.each(['08', '1__0', ' 1', '', '0x', '_1', '1_', '1.5', '1e3', '--1', '+'])(
    'no integer flag: %j',
    (text) => {
      expect(() => parseGoInteger(text)).toThrow('invalid syntax');
    },
  );

  it('integers have bounds', () => {
    expect(() => parseGoInteger('9223372036854775808')).toThrow('value out of range');
    expect(() => parseGoDecimal('2147483648', 32)).toThrow('value out of range');
    expect(parseGoDecimal('-2147483648', 32)).toBe(-(2 ** 31));
    expect(parseGoDecimal('+08', 64)).toBe(8);
    expect(() => parseGoDecimal('0x1', 64)).toThrow('invalid syntax');
  });

  it.each([
    ['1_23.50_0_0e+1_2', 1.235e14],
    ['0x1p-2', 0.25],
    ['0x_1.8p3', 12],
    ['-0x1.fffffffffffffp1023', -Number.MAX_VALUE],
    ['0x1p-1074', Number.MIN_VALUE],
    ['.5', 0.5],
    ['5.', 5],
    ['1E5', 100_000],
    ['1e-400', 0],
    ['iNf', Infinity],
    ['-Infinity', -Infinity],
    ['NaN', NaN],
  ])('the float %s', (text, value) => {
    expect(parseGoFloat(text)).toBe(value);
  });

  it.each(['', '+', '--1', '0x1', '1e', '1_', '1__0', '0b1', '+nan', 'infin', '0x1p', '0x.p1', '0x1_p1'])(
    'no float: %j',
    (text) => {
      expect(() => parseGoFloat(text)).toThrow('invalid syntax');
    },
  );

  it.each(['1e400', '-1e400', '0x1p1024'])('a float out of range: %s', (text) => {
    expect(() => parseGoFloat(text)).toThrow('value out of range');
  });

  it('booleans', () => {
    expect(['1', 't', 'T', 'TRUE', 'true', 'True'].map(parseGoBoolean)).toEqual(Array(6).fill(true));
    expect(['0', 'f', 'F', 'FALSE', 'false', 'False'].map(parseGoBoolean)).toEqual(Array(6).fill(false));
    expect(['', 'yes', 'tRUE', '2'].map(parseGoBoolean)).toEqual(Array(4).fill(undefined));
  });
});

it.each([
  [0, '0'],
  [0.005, '0.005'],
  [1e-4, '0.0001'],
  [1e-5, '1e-05'],
  [0.0001234, '0.0001234'],
  [-2.5, '-2.5'],
  [123456, '123456'],
  [999999, '999999'],
  [1e6, '1e+06'],
  [12345678.5, '1.23456785e+07'],
  [1.5e300, '1.5e+300'],
  [-Infinity, '-Inf'],
  [NaN, 'NaN'],
])('%d is printed as Go prints it', (value, text) => {
  expect(goNumber(value)).toBe(text);
});
