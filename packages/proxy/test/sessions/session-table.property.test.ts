import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Session, SessionEnd } from '../../src/sessions/session-store.js';
import { SessionTable } from '../../src/sessions/session-table.js';
import { TOMBSTONE_MS } from '../../src/sessions/tombstones.js';
import { ManualClock } from '../manual-clock.js';
import { ANY_ORIGIN } from './origins.js';

const HANDSHAKE_MS = 2_000;
const IDLE_MS = 5_000;
const MAX_SESSIONS = 4;
const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
/** Times are whole ticks, so that the model needs to know nothing of them. */
const TICK_MS = 100;

interface Record {
  readonly id: string;
  lastSeen: number;
  /** What tells apart two records that were seen at the same moment. */
  order: number;
  settled: boolean;
  streams: number;
  replacements: number;
}

/** What the table promises, said the slow way: every session is looked at whenever something happens. */
class Model {
  readonly sessions = new Map<string, Record>();
  readonly endedAt = new Map<string, number>();
  readonly ends: SessionEnd[] = [];
  refused = 0;
  #order = 0;

  expire(now: number): void {
    const isDue = ({ settled, lastSeen }: Record) => now - lastSeen >= (settled ? IDLE_MS : HANDSHAKE_MS);
    for (const record of this.#mortal().filter(isDue)) {
      // The table ends it when it is due, which may have been a while ago.
      this.#end(record, 'expired', record.lastSeen + (record.settled ? IDLE_MS : HANDSHAKE_MS));
    }
  }

  create(id: string, now: number): boolean {
    if (this.sessions.has(id) || now - (this.endedAt.get(id) ?? -Infinity) < TOMBSTONE_MS) return false;
    if (this.sessions.size === MAX_SESSIONS) {
      const victims = this.#mortal().sort(
        (a, b) => Number(a.settled) - Number(b.settled) || a.order - b.order,
      );
      if (victims[0] === undefined) {
        this.refused += 1;
        return false;
      }
      this.#end(victims[0], 'evicted', now);
    }
    const record = { id, lastSeen: now, order: 0, settled: false, streams: 0, replacements: 0 };
    this.sessions.set(id, record);
    this.see(record, now);
    return true;
  }

  drop(id: string, now: number): boolean {
    const record = this.sessions.get(id);
    if (record !== undefined) this.#end(record, 'deleted', now);
    return record !== undefined;
  }

  see(record: Record, now: number): void {
    record.lastSeen = now;
    record.order = this.#order += 1;
  }

  #mortal(): Record[] {
    return [...this.sessions.values()].filter(({ streams }) => streams === 0);
  }

  #end({ id }: Record, end: SessionEnd, now: number): void {
    this.sessions.delete(id);
    this.endedAt.set(id, now);
    this.ends.push(end);
  }
}

const operation = fc.record({
  verb: fc.constantFrom(
    'create',
    'create',
    'find',
    'find',
    'find',
    'drop',
    'open',
    'close',
    'replace',
    'replace',
  ),
  id: fc.constantFrom(...IDS),
});
const pause = fc.record({
  verb: fc.constant('advance'),
  ticks: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 10 }) },
    { weight: 3, arbitrary: fc.integer({ min: 10, max: 60 }) },
    { weight: 1, arbitrary: fc.constant(TOMBSTONE_MS / TICK_MS) },
  ),
});
const step = fc.oneof({ weight: 6, arbitrary: operation }, { weight: 1, arbitrary: pause });

it('holds exactly the sessions of a table that looks at each one', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 50, maxLength: 150 }), (steps) => {
      const clock = new ManualClock();
      const model = new Model();
      const ends: SessionEnd[] = [];
      const table = new SessionTable({
        idleTimeoutMs: IDLE_MS,
        handshakeTimeoutMs: HANDSHAKE_MS,
        maxSessions: MAX_SESSIONS,
        events: { onSessionEnded: (end) => ends.push(end) },
        clock,
      });
      const known = new Map<string, Session>();
      const streams: { id: string; close: () => void; record: Record }[] = [];
      for (const { verb, ...operand } of steps) {
        if ('ticks' in operand) {
          clock.advance(operand.ticks * TICK_MS);
          model.expire(clock.now());
          expect(table.size).toBe(model.sessions.size);
          continue;
        }
        const now = clock.now();
        const { id } = operand;
        const record = model.sessions.get(id);
        const session = known.get(id);
        if (verb === 'create') {
          const isNew = model.create(id, now);
          expect(table.create(id, ANY_ORIGIN)).toBe(isNew);
          if (isNew) known.delete(id);
        } else if (verb === 'find') {
          const found = table.find(id);
          expect(found === undefined).toBe(record === undefined);
          if (found !== undefined && record !== undefined) {
            known.set(id, found);
            record.settled = true;
            model.see(record, now);
            expect(found.replacement?.upstreamId).toBe(nameOf(record.replacements));
          }
        } else if (verb === 'drop') {
          expect(table.drop(id, 'deleted')).toBe(model.drop(id, now));
          known.delete(id);
        } else if (verb === 'open') {
          if (session === undefined) continue;
          const close = table.holdOpen(session);
          if (record === undefined) continue;
          record.streams += 1;
          streams.push({ id, close, record });
        } else if (verb === 'replace') {
          if (session === undefined) continue;
          const isFirst =
            record !== undefined && session.replacement?.upstreamId === nameOf(record.replacements);
          const next = { upstreamId: nameOf((record?.replacements ?? 0) + 1)!, address: '127.0.0.1:1' };
          const replaced = table.replace(session, next);
          if (isFirst) record.replacements += 1;
          expect(replaced?.replacement?.upstreamId).toBe(record && nameOf(record.replacements));
        } else {
          const stream = streams.shift();
          if (stream === undefined) continue;
          stream.close();
          stream.record.streams -= 1;
          if (stream.record.streams === 0) model.see(stream.record, now);
        }
        expect(table.size).toBe(model.sessions.size);
      }
      expect(ends).toEqual(model.ends);
      expect(table.refused).toBe(model.refused);
      for (const id of IDS) expect(table.find(id) !== undefined).toBe(model.sessions.has(id));
    }),
    { numRuns: 1_000 },
  );
});

function nameOf(replacements: number): string | undefined {
  return replacements === 0 ? undefined : `replacement-${replacements}`;
}
