import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demangleName } from '../../src/demangle/demangle-name.js';

// Results of google/pprof for functions whose system name is their name.
test.each([
  ['<anonymous>', ''],
  ['Array.from<T>', 'Array.from'],
  ['a.b::c/d[e](f){g}', 'a.b::c/d[e]{g}'],
  ['operator<', 'operator<'],
  ['a<b<c>>(d(e))f', 'af'],
  ['a)b(c)<d>', 'a)b(c)'],
  ['a(b<c>d', 'a(bd'],
  ['x::(y)z(', 'x::z('],
  ['[a](b)(c)d', '[a]d'],
  // Neither C++ nor anything that looks like it.
  ['(anonymous)', '(anonymous)'],
  ['(anonymous:L#4:C#77)', '(anonymous:L#4:C#77)'],
  ['Foo.<init>(x)', 'Foo.<init>(x)'],
  ['foo.(*Bar[...]).Method(x)', 'foo.(*Bar[...]).Method(x)'],
  ['_Z3fooi', '_Z3fooi'],
  ['', ''],
])('%s becomes %s', (name, demangled) => {
  expect(demangleName(name, name, 'default') ?? name).toBe(demangled);
});

test('templates keeps template arguments, full and none keep all', () => {
  const name = 'a<b>(c)';
  expect(demangleName(name, name, 'templates')).toBe('a<b>');
  expect(demangleName(name, name, 'full')).toBeUndefined();
  expect(demangleName(name, name, 'none')).toBeUndefined();
});

test('a name that differs from the system name is left alone, an empty one is filled', () => {
  expect(demangleName('a<b>', 'c<d>', 'default')).toBeUndefined();
  expect(demangleName('a<b>', '', 'default')).toBeUndefined();
  expect(demangleName('', 'c<d>', 'default')).toBe('c');
  expect(demangleName('', 'c<d>', 'full')).toBe('c<d>');
  expect(demangleName('', 'c<d>', 'none')).toBeUndefined();
});

test('cutting twice cuts nothing more, and adds nothing', () => {
  const name = fc.string({ unit: fc.constantFrom('a', '(', ')', '<', '>', '[', '::', '😀') });
  fc.assert(
    fc.property(name, (text) => {
      const once = demangleName(text, text, 'templates') ?? text;
      expect(once.length).toBeLessThanOrEqual(text.length);
      expect(demangleName(once, once, 'templates') ?? once).toBe(once);
    }),
  );
});

test('a long hostile name takes no long time', () => {
  const name = `::${'()'.repeat(500_000)}${'('.repeat(100_000)}`;
  const before = performance.now();
  expect(demangleName(name, name, 'default')).toBe(`::${'('.repeat(100_000)}`);
  expect(performance.now() - before).toBeLessThan(2000);
});
