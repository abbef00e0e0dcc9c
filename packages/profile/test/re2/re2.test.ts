import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LazyDfa } from '../../src/re2/lazy-dfa.js';
import { parsePattern } from '../../src/re2/parse-pattern.js';
import { compileProgram } from '../../src/re2/program.js';
import { compileRe2 } from '../../src/re2/re2.js';
import { thrownBy } from '../thrown.js';

const matches = (pattern: string, text: string): boolean => compileRe2(pattern).test(text);

describe('refused as Go refuses it', () => {
  test.each([
    ['a(b', 'missing closing ): `a(b`'],
    ['a)b', 'unexpected ): `a)b`'],
    ['[a', 'missing closing ]: `[a`'],
    ['x[z-a]', 'invalid character class range: `z-a`'],
    ['[[:foo:]]', 'invalid character class range: `[:foo:]`'],
    ['\\p{Klingon}', 'invalid character class range: `\\p{Klingon}`'],
    ['\\p{Old_Italic}', 'invalid character class range: `\\p{Old_Italic}`'],
    ['*a', 'missing argument to repetition operator: `*`'],
    ['(+?)', 'missing argument to repetition operator: `+?`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['a{1001}', 'invalid repeat count: `{1001}`'],
    ['(?:a{30}){40}', 'invalid repeat count: `{40}`'],
    ['a\\', 'trailing backslash at end of expression: ``'],
    ['\\C', 'invalid escape sequence: `\\C`'],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
    ['\\x{110000}', 'invalid escape sequence: `\\x{110000`'],
    ['(?i-)a', 'invalid or unsupported Perl syntax: `(?i-)`'],
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(?P<n', 'invalid named capture: `(?P<n`'],
    ['(?<n!>a)', 'invalid named capture: `(?<n!>`'],
  ])('%s', (pattern, message) => {
    const error = thrownBy(() => compileRe2(pattern));
    expect(error.code).toBe('HT_E_BAD_REGEXP');
    expect(error.message).toBe(`error parsing regexp: ${message}`);
  });

  test.each([
    ['nests too deeply', `${'('.repeat(1000)}a${')'.repeat(1000)}`],
    ['too large', `(?:${'[ab]c'.repeat(1700)}){1000}`],
    ['too large', '[\\pL]'.repeat(20_000)],
    ['too large', 'a'.repeat(200_000)],
  ])('expression %s', (reason, pattern) => {
    expect(thrownBy(() => compileRe2(pattern)).message).toMatch(
      new RegExp(`^error parsing regexp: expression ${reason}: `),
    );
  });

  test('999 levels are not too deep', () => {
    expect(matches(`${'('.repeat(999)}ab${')'.repeat(999)}`, 'ab')).toBe(true);
  });
});

describe('matches', () => {
  test.each([
    ['', '', true],
    ['Session', 'new Session (a.js)', true],
    ['get|post', 'Router.post', true],
    ['get|post', 'Router.put', false],
    ['^a$', 'a\n', false],
    ['(?m)^a$', 'b\na\n', true],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['\\bb', 'éb', true],
    ['^\\w$', 'é', false],
    ['^\\s$', '\v', false],
    ['(?i)straSSe', 'STRAßE', false],
    ['(?i)^kſ$', 'KS', true],
    ['(?i)^K$', 'k', true],
    ['(?i)é', 'É', true],
    ['(?i)^ı$', 'I', false],
    ['a(?i)b(?-i)c', 'aBc', true],
    ['a(?i)b(?-i)c', 'aBC', false],
    ['(?i:a)b', 'AB', false],
    ['^.$', '😀', true],
    ['^[^a]$', '😀', true],
    ['\\x{1F600}', 'x😀', true],
    ['^\\p{Greek}+$', 'αβγ', true],
    ['\\P{greek}', 'αβγ', false],
    ['a{,2}', 'a{,2}', true],
    ['\\Q(*\\E+', '(**', true],
    ['^(?:a?){3}a{3}$', 'aaaa', true],
    ['^(?:|a)*$', 'aaa', true],
    ['(?P<n>a)(?P<n>b)', 'ab', true],
    ['[^\\x00-\\x{10FFFF}]', 'a', false],
  ])('%s in %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test('half a surrogate pair counts as U+FFFD', () => {
    expect(matches('^\ud83d$', '\ufffd')).toBe(true);
    expect(matches('^\ufffd$', '\ude00')).toBe(true);
    expect(matches('\ufffd', 'a\ud83d')).toBe(true);
    expect(matches('\\p{Cs}', '\ud83d')).toBe(false);
    expect(matches('\ude00', '😀')).toBe(false);
  });

  test('a quoted text is found exactly where includes finds it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\\', 'E', '.', '😀', '(', '\n') });
    fc.assert(
      fc.property(text, text, (part, whole) => {
        const quoted = part.replace(/[\\.()]/g, '\\$&');
        expect(matches(quoted, whole)).toBe(whole.includes(part));
        // The same through the automaton.
        expect(matches(`${quoted}(?:)*`, whole)).toBe(whole.includes(part));
      }),
    );
  });

  test('what both languages have means the same in JavaScript', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '(?:a|bc)',
      'a*',
      'b+',
      'c?',
      'a{2,3}',
      '^',
      '$',
    );
    const pattern = fc.array(atom, { maxLength: 6 }).map((atoms) => atoms.join(''));
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', 'c') }), (source, text) => {
        expect(matches(source, text)).toBe(new RegExp(source, 'u').test(text));
      }),
    );
  });
});

describe('bounds', () => {
  test.each(['(a*)*b', '(a|aa)+$b', '(a+a+)+b', '(?:a?){50}a{50}b'])('%s is linear', (pattern) => {
    const before = performance.now();
    expect(matches(pattern, 'a'.repeat(300_000))).toBe(false);
    expect(performance.now() - before).toBeLessThan(1500);
  });

  test('a table that gets full is emptied, and the search goes on', () => {
    const unit = fc.constantFrom('a', 'b', 'c', 'é', '\n');
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit }), { minLength: 1, maxLength: 4 }),
        fc.nat(40),
        (texts, room) => {
          for (const pattern of ['a[abé]{2}c', '^a.*b$', '(?m)^[^c]é$', '\\bb+\\b']) {
            const cramped = new LazyDfa(compileProgram(parsePattern(pattern)), pattern, room);
            const roomy = compileRe2(pattern);
            expect(texts.map((text) => cramped.test(text))).toEqual(texts.map((text) => roomy.test(text)));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a pattern that needs too much work for a text is told', () => {
    const re = compileRe2(`(?i)${'é'.repeat(100_000)}`);
    const error = thrownBy(() => re.test('É'.repeat(100_000)));
    expect(error.code).toBe('HT_E_BAD_REGEXP');
    expect(error.message).toMatch(/^regexp takes too long to match: /);
  });
});
