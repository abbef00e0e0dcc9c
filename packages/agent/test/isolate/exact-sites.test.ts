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
    expect(startedWithExactSites(line.split(' '))).toBe(exact);
  });
});
