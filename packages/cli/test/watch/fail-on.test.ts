import type { SiteReport, Verdict } from '@heaptide/growth';
import { describe, expect, test } from 'vitest';
import { type FailOn, isFailure } from '../../src/watch/fail-on.js';
import { resultLine, watchExit } from '../../src/watch/watch-result.js';

const VERDICTS: readonly Verdict[] = ['leak', 'backlog', 'growing', 'bounded', 'flat', 'shrinking', 'new'];

/** A report as far as an exit status goes by it. */
function report(verdict: Verdict, confirmed = false) {
  const site = { verdict, confirmed } as SiteReport;
  const isFound = verdict === 'leak' || verdict === 'backlog';
  return { verdict: isFound ? verdict : 'inconclusive', sites: [site] } as const as never;
}

describe('--fail-on', () => {
  test.each<[FailOn, readonly Verdict[]]>([
    ['leak', ['leak']],
    ['backlog', ['leak', 'backlog']],
    ['growing', ['leak', 'backlog', 'growing']],
    ['never', []],
    [undefined, []],
  ])('%s fails on what is not confirmed: %j', (failOn, failing) => {
    expect(VERDICTS.filter((verdict) => isFailure(report(verdict), failOn))).toEqual(failing);
  });

  test('by default a confirmed finding of either kind fails, and never is never', () => {
    for (const verdict of ['leak', 'backlog'] as const) {
      expect(isFailure(report(verdict, true), undefined)).toBe(true);
      expect(isFailure(report(verdict, true), 'never')).toBe(false);
    }
  });
});

describe('the end of a watch', () => {
  const ended = { isInterrupted: false, failOn: undefined };

  test.each([
    [{ ...ended, report: report('leak', true) }, 'result: leak (exit 1)'],
    [{ ...ended, report: report('leak') }, 'result: leak, not confirmed yet (exit 0)'],
    [{ ...ended, report: report('leak'), failOn: 'leak' }, 'result: leak, not confirmed yet (exit 1)'],
    [{ ...ended, report: report('growing') }, 'result: inconclusive, 1 growing (exit 0)'],
    [{ ...ended, report: report('growing'), failOn: 'growing' }, 'result: inconclusive, 1 growing (exit 1)'],
    [{ ...ended, report: report('flat'), lost: 'gone' }, 'result: inconclusive, connection lost (exit 2)'],
    [{ ...ended, report: report('leak', true), lost: 'gone' }, 'result: leak, connection lost (exit 1)'],
    [{ ...ended, report: report('leak', true), isInterrupted: true }, 'result: leak, interrupted (exit 130)'],
    [{ ...ended, isInterrupted: true }, 'result: no capture, interrupted (exit 130)'],
  ] as const)('%# %o', (end, line) => {
    expect(resultLine(end)).toBe(line);
    expect(line).toContain(`(exit ${watchExit(end)})`);
  });
});
