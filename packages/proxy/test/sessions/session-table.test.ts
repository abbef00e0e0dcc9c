import { describe, expect, it } from 'vitest';
import type { SessionEnd } from '../../src/sessions/session-store.js';
import { SessionTable, type SessionTableOptions } from '../../src/sessions/session-table.js';
import { ManualClock } from '../manual-clock.js';
import { ANY_ORIGIN } from './origins.js';

const HANDSHAKE_MS = 300;
const IDLE_MS = 1_000;

function setUp(options: SessionTableOptions = {}) {
  const clock = new ManualClock();
  const ends: SessionEnd[] = [];
  const begun = { count: 0 };
  const table = new SessionTable({
    idleTimeoutMs: IDLE_MS,
    handshakeTimeoutMs: HANDSHAKE_MS,
    clock,
    events: {
      onSessionCreated: () => (begun.count += 1),
      onSessionEnded: (end) => ends.push(end),
    },
    ...options,
  });
  /** A session past its handshake. */
  const settle = (id: string) => {
    table.create(id, ANY_ORIGIN);
    return table.find(id)!;
  };
  return { clock, table, ends, begun, settle };
}

describe('S5: expiry', () => {
  it('comes at the end of the idle timeout and not a millisecond sooner', () => {
    const { clock, table, settle, ends } = setUp();
    settle('a');
    clock.advance(IDLE_MS - 1);
    expect(table.size).toBe(1);
    clock.advance(1);
    expect(table.size).toBe(0);
    expect(ends).toEqual(['expired']);
  });

  it('is at most a tick late, whenever the last sign of life was', () => {
    const { clock, table, settle } = setUp();
    clock.advance(1);
    settle('a');
    clock.advance(IDLE_MS - 1);
    expect(table.size).toBe(1);
    clock.advance(100);
    expect(table.size).toBe(0);
  });

  it('comes sooner for a session that never got past initialize', () => {
    const { clock, table, settle } = setUp();
    settle('talks');
    table.create('silent', ANY_ORIGIN);
    clock.advance(HANDSHAKE_MS - 1);
    expect(table.size).toBe(2);
    clock.advance(1);
    expect(table.size).toBe(1);
    expect(table.find('talks')).toBeDefined();
  });

  it('comes at its time for one that began after others and is due before them', () => {
    const { clock, table, settle } = setUp();
    settle('talks');
    clock.advance(HANDSHAKE_MS + 100);
    table.create('silent', ANY_ORIGIN);
    clock.advance(HANDSHAKE_MS - 1);
    expect(table.size).toBe(2);
    clock.advance(1);
    expect(table.size).toBe(1);
  });

  it('comes in the order in which sessions were last seen, each at its own time', () => {
    const { clock, table, settle } = setUp();
    settle('a');
    clock.advance(100);
    settle('b');
    clock.advance(100);
    settle('c');
    clock.advance(100);
    table.find('a');
    clock.advance(799);
    expect(table.size).toBe(3);
    clock.advance(1);
    expect(table.find('b')).toBeUndefined();
    clock.advance(99);
    expect(table.size).toBe(2);
    clock.advance(1);
    expect(table.size).toBe(1);
    clock.advance(99);
    expect(table.size).toBe(1);
    clock.advance(1);
    expect(table.size).toBe(0);
  });

  it('spares a session with an open stream, and times it anew when the last one closes', () => {
    const { clock, table, settle } = setUp();
    const session = settle('a');
    const closeFirst = table.holdOpen(session);
    const closeSecond = table.holdOpen(session);
    clock.advance(10 * IDLE_MS);
    expect(table.size).toBe(1);
    closeFirst();
    clock.advance(10 * IDLE_MS);
    expect(table.size).toBe(1);
    closeSecond();
    clock.advance(IDLE_MS - 1);
    expect(table.size).toBe(1);
    clock.advance(1);
    expect(table.size).toBe(0);
  });

  it('takes the silent ones around a session with an open stream', () => {
    const { clock, table, settle } = setUp();
    settle('a');
    const b = settle('b');
    settle('c');
    table.holdOpen(b);
    clock.advance(IDLE_MS);
    expect(table.size).toBe(1);
    expect(table.find('b')).toBeDefined();
  });

  it('needs one timer, whatever the number of sessions, and none once closed', () => {
    const { clock, table, settle } = setUp();
    for (let index = 0; index < 100; index += 1) {
      settle(`s${index}`);
      table.create(`t${index}`, ANY_ORIGIN);
      table.find('s0');
      clock.advance(1);
    }
    expect(clock.pendingTasks).toBe(1);
    table.close();
    expect(clock.pendingTasks).toBe(0);
    expect(table.size).toBe(0);
  });

  it('of very many sessions at once is spread over several turns', () => {
    const { clock, table } = setUp();
    for (let index = 0; index < 1_000; index += 1) table.create(`s${index}`, ANY_ORIGIN);
    clock.advance(HANDSHAKE_MS);
    expect(table.size).toBe(750);
    clock.advance(2);
    expect(table.size).toBe(250);
    clock.advance(1);
    expect(table.size).toBe(0);
    expect(clock.pendingTasks).toBe(0);
  });
});

describe('a session that was dropped', () => {
  it('can begin anew after a minute, untouched by a stream of its first life', () => {
    const { clock, table, settle } = setUp();
    const close = table.holdOpen(settle('a'));
    table.drop('a', 'deleted');
    clock.advance(60_000);
    settle('a');
    clock.advance(400);
    close();
    clock.advance(500);
    table.find('a');
    clock.advance(IDLE_MS - 1);
    expect(table.size).toBe(1);
    clock.advance(1);
    expect(table.size).toBe(0);
  });

  it.each(['expired', 'evicted'])('cannot begin anew at once where it was %s', (end) => {
    const { clock, table, ends } = setUp({ maxSessions: 1 });
    table.create('a', ANY_ORIGIN);
    if (end === 'expired') clock.advance(HANDSHAKE_MS);
    else table.create('b', ANY_ORIGIN);
    expect(ends).toEqual([end]);
    expect(table.create('a', ANY_ORIGIN)).toBe(false);
    clock.advance(60_000);
    expect(table.create('a', ANY_ORIGIN)).toBe(true);
  });
});

describe('S6: the cap', () => {
  it('makes room by the oldest that never got past initialize, then by the one silent for longest', () => {
    const { table, settle, ends } = setUp({ maxSessions: 4 });
    settle('old');
    settle('new');
    table.create('probe1', ANY_ORIGIN);
    table.create('probe2', ANY_ORIGIN);
    table.find('old');
    const present = () =>
      ['old', 'new', 'probe1', 'probe2', 'c', 'd', 'e'].filter((id) => table.drop(id, 'lost'));
    settle('c');
    settle('d');
    settle('e');
    expect(table.size).toBe(4);
    expect(ends).toEqual(['evicted', 'evicted', 'evicted']);
    expect(present()).toEqual(['old', 'c', 'd', 'e']);
  });

  it('refuses a session where all others have an open stream, and counts that', () => {
    const { table, settle, begun } = setUp({ maxSessions: 2 });
    table.holdOpen(settle('a'));
    const close = table.holdOpen(settle('b'));
    expect(table.create('c', ANY_ORIGIN)).toBe(false);
    expect(table).toMatchObject({ size: 2, refused: 1 });
    expect(begun.count).toBe(2);
    close();
    expect(table.create('c', ANY_ORIGIN)).toBe(true);
    expect(table.find('a')).toBeDefined();
    expect(table.find('b')).toBeUndefined();
  });
});

it('tells of every session that begins and ends, and how', () => {
  const { clock, table, settle, ends, begun } = setUp();
  settle('a');
  settle('b');
  settle('c');
  table.drop('a', 'deleted');
  table.drop('a', 'deleted');
  table.drop('b', 'lost');
  clock.advance(IDLE_MS);
  expect(begun.count).toBe(3);
  expect(ends).toEqual(['deleted', 'lost', 'expired']);
});

it('keeps no body beyond its budget, and counts what cannot be recovered', () => {
  const { table } = setUp({ maxInitializeBytes: 20_000 });
  for (let index = 0; index < 100; index += 1) {
    const initialize = Buffer.from(`{"id":${index},"padding":"${'x'.repeat(1_000)}"}`);
    table.create(`s${index}`, { ...ANY_ORIGIN, initialize });
  }
  const kept = Array.from({ length: 100 }, (_, index) => table.find(`s${index}`)!.origin.initialize).filter(
    Boolean,
  );
  expect(kept.length).toBeGreaterThan(5);
  expect(kept.length).toBeLessThan(20);
  expect(table.withoutRecovery).toBe(100 - kept.length);
  for (let index = 0; index < 100; index += 1) table.drop(`s${index}`, 'deleted');
  table.create('later', ANY_ORIGIN);
  expect(table.find('later')!.origin).toEqual(ANY_ORIGIN);
});
