import { describe, expect, it } from 'vitest';
import { observeAnswer } from '../src/session-rules.js';
import { SessionTable } from '../src/session-table.js';
import { ManualClock } from './manual-clock.js';

function setUp(...ids: string[]) {
  const sessions = new SessionTable({ clock: new ManualClock() });
  for (const id of ids) sessions.create(id);
  let begun = 0;
  const tracker = { sessions, onSession: () => void (begun += 1) };
  return {
    sessions,
    begun: () => begun,
    observe: (
      method: string,
      sessionId: string | undefined,
      status: number,
      answerId?: string,
      initialize = false,
    ) =>
      observeAnswer(
        tracker,
        { method, sessionId, isInitialize: () => initialize },
        { status, sessionId: answerId },
      ),
  };
}

describe('observeAnswer', () => {
  it.each([
    ['POST', 200, true, 'new', true],
    ['POST', 201, true, 'new', true],
    ['POST', 200, false, 'new', false],
    ['POST', 200, true, undefined, false],
    ['POST', 400, true, 'new', false],
    ['POST', 500, true, 'new', false],
    ['GET', 200, true, 'new', false],
    ['DELETE', 200, true, 'new', false],
  ])(
    'a %s answered %i, initialize %s, with the id %s: begins %s',
    (method, status, initialize, id, begins) => {
      const { sessions, begun, observe } = setUp();
      expect(observe(method, undefined, status, id, initialize)).toBe(begins ? id : undefined);
      expect(sessions.size).toBe(begins ? 1 : 0);
      expect(begun()).toBe(begins ? 1 : 0);
    },
  );

  it.each([
    ['DELETE', 200, false],
    ['DELETE', 202, false],
    ['DELETE', 204, false],
    ['DELETE', 404, false],
    ['DELETE', 405, true],
    ['DELETE', 500, true],
    ['DELETE', 503, true],
    ['POST', 404, false],
    ['GET', 404, false],
    ['POST', 200, true],
    ['POST', 202, true],
    ['POST', 400, true],
    ['GET', 405, true],
    ['GET', 409, true],
  ])('a %s of a known session answered %i: goes on %s', (method, status, goesOn) => {
    const { sessions, observe } = setUp('a', 'b');
    expect(observe(method, 'a', status, 'a')).toBe(goesOn ? 'a' : undefined);
    expect(sessions.size).toBe(goesOn ? 2 : 1);
    expect(sessions.touch('b')).toBe(true);
  });

  it('never brings an ended session back, whatever the id on a late answer', () => {
    const { sessions, begun, observe } = setUp('a');
    observe('DELETE', 'a', 200, 'a');
    expect(observe('POST', 'a', 200, 'a', true)).toBeUndefined();
    expect(observe('GET', 'a', 200, 'a')).toBeUndefined();
    expect(sessions.size).toBe(0);
    expect(begun()).toBe(0);
  });

  it('counts a session once that initialize answers name twice', () => {
    const { begun, observe } = setUp();
    observe('POST', undefined, 200, 'a', true);
    observe('POST', undefined, 200, 'a', true);
    expect(begun()).toBe(1);
  });

  it('takes no harm from an unknown id', () => {
    const { sessions, observe } = setUp('a');
    expect(observe('DELETE', 'unknown', 200)).toBeUndefined();
    expect(observe('DELETE', 'unknown', 404)).toBeUndefined();
    expect(sessions.size).toBe(1);
  });
});
