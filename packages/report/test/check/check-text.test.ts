import { describe, expect, it } from 'vitest';
import { renderCheckJson, renderCheckText } from '../../src/check/index.js';
import { failedBy, findingOf, growthOf, leakAt, resultOf } from './check-fixtures.js';

describe('the text of a check', () => {
  it('begins with the outcome and says how it was come by', () => {
    const [first, second] = renderCheckText(resultOf()).split('\n');
    expect(first).toBe('check passed: no site leaks over 2 captures');
    expect(second).toBe(
      'node server.js, 10 rounds of work after 2 of warm-up in 12.5 s, a sample every 4.00 KiB, exact sites',
    );
  });

  it('names what is not allowed as a budget file would, and what is allowed with its reason', () => {
    const allowedBy = { site: 'fillCache', reason: 'filled by hand' };
    const text = renderCheckText(
      failedBy(
        findingOf(leakAt(), { objection: 'only 10 B are allowed' }),
        findingOf(leakAt({ function: 'fillCache' }), { allowedBy }),
      ),
    );
    expect(text).toContain('check failed: 1 site grows without end\n');
    expect(text).toContain(
      'not allowed: newSession@src/session.js: leak of memory: +120 B per session (110 B to 130 B); only 10 B are allowed\n',
    );
    expect(text).toContain('allowed: fillCache@src/session.js: leak of memory: +120 B per session');
    expect(text).toContain('; filled by hand\n');
  });

  it('says of an inconclusive check what is missing', () => {
    const growth = growthOf({ verdict: 'inconclusive', reason: 'needs 3 more captures' });
    const text = renderCheckText(resultOf({ outcome: 'inconclusive', growth }));
    expect(text).toContain('check inconclusive: neither a leak nor health was shown: needs 3 more captures');
    const idle = renderCheckText(resultOf({ outcome: 'inconclusive', worked: false }));
    expect(idle).toContain('check inconclusive: the work did not reach the program');
  });

  it('prints hostile names harmlessly', () => {
    const site = leakAt({ function: 'evil\u001b[2J\nname' });
    const text = renderCheckText(failedBy(findingOf(site)));
    // eslint-disable-next-line no-control-regex -- that is what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(text).toContain('evil␛[2J␊name');
  });
});

it('the JSON of a check is the result itself', () => {
  const result = failedBy(findingOf(leakAt()));
  expect(JSON.parse(renderCheckJson(result))).toEqual(result);
});
