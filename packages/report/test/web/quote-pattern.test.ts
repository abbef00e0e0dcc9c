import { compileRe2 } from '@heaptide/profile';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quotePattern } from '../../src/web/quote-pattern.js';

it('matches one name exactly, in the browser as on the server', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom('a.b', 'f(x)[0]{}', '^$', '\\', '#private', '<anonymous>', 'a|b', 'a-b/c'),
  );
  fc.assert(
    fc.property(name, name, (wanted, other) => {
      const pattern = quotePattern(wanted);
      expect(new RegExp(pattern).test(wanted)).toBe(true);
      expect(compileRe2(pattern).test(wanted)).toBe(true);
      expect(new RegExp(pattern).test(other)).toBe(other === wanted);
      expect(compileRe2(pattern).test(other)).toBe(other === wanted);
    }),
  );
});
