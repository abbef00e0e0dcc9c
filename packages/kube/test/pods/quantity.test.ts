import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuantity } from '../../src/pods/quantity.js';

describe('parseQuantity', () => {
  it.each([
    ['0', 0],
    ['134217728', 134_217_728],
    ['128Mi', 128 * 2 ** 20],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['1Ki', 1024],
    ['2Ti', 2 * 2 ** 40],
    ['1Pi', 2 ** 50],
    ['1Ei', 2 ** 60],
    ['128M', 128e6],
    ['12k', 12e3],
    ['3G', 3e9],
    ['3T', 3e12],
    ['3P', 3e15],
    ['1E', 1e18],
    ['1e3', 1000],
    ['12E6', 12e6],
    ['1.25e+3', 1250],
    ['5000e-3', 5],
    ['128974848000m', 128_974_848],
    ['1500m', 2],
    ['1n', 1],
    ['1500u', 1],
    ['.5k', 500],
    ['5.', 5],
    ['+7', 7],
    ['-128Mi', -128 * 2 ** 20],
    // Neither of them is exact in binary fractions.
    ['1.1k', 1100],
    ['0.1Gi', 107_374_183],
  ])('%s is %d', (text, bytes) => {
    expect(parseQuantity(text)).toBe(bytes);
  });

  it.each([
    '',
    ' ',
    '.',
    '-',
    'Mi',
    '1 Mi',
    '1mi',
    '1KI',
    '1K',
    '1e',
    '1e3Mi',
    '1Mi2',
    '0x10',
    '1e999',
    'NaN',
    '1_0',
    '١',
  ])('%j is none', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it('reads what it is told in any unit', () => {
    const units = fc.constantFrom(
      ['', 1],
      ['k', 1e3],
      ['M', 1e6],
      ['Ki', 2 ** 10],
      ['Mi', 2 ** 20],
      ['e3', 1e3],
      ['E3', 1e3],
    );
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), units, (amount, [unit, size]) => {
        expect(parseQuantity(`${amount}${unit}`)).toBe(amount * size + 0);
      }),
    );
  });

  it('rounds fractions up in size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (thousandths) => {
        expect(parseQuantity(`${thousandths}m`)).toBe(Math.ceil(thousandths / 1000));
        expect(parseQuantity(`${(thousandths / 1000).toFixed(3)}k`)).toBe(thousandths);
      }),
    );
  });

  it('holds still for any text, of any length', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9.eEmkMiG+-]{0,100}$/), (text) => {
        const bytes = parseQuantity(text);
        expect(bytes === undefined || Number.isInteger(bytes)).toBe(true);
      }),
    );
    expect(parseQuantity('9'.repeat(1e6))).toBeUndefined();
  });
});
