import { describe, expect, it } from 'vitest';
import { startedWithExactSites } from '../../src/isolate/exact-sites.js';

describe('startedWithExactSites', () => {
  it.each<[string, boolean]>([
    ['--no-turbo-inlining --no-maglev-inlining', true],
    ['--noturbo_inlining --import x --no-maglev_inlining', true],
    ['--no-turbo-inlining', false],
    ['--no-maglev-inlining', false],
    ['--no-turbo-inlining --no-maglev-inlining --turbo-inlining', false],
    ['', false],
  ])('%s: %s', (line, exact) => {
    expect(startedWithExactSites(line.split(' '), '12.4.254')).toBe(exact);
  });

  it('needs one flag less before V8 12, whose Maglev inlines only when asked to', () => {
    const exact = (line: string): boolean => startedWithExactSites(line.split(' '), '11.3.244');
    expect(exact('--no-turbo-inlining')).toBe(true);
    expect(exact('--no-turbo-inlining --maglev-inlining')).toBe(false);
    expect(exact('')).toBe(false);
  });
});
