import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Session, SessionTable } from '../src/session-table.js';
import { ManualClock } from './manual-clock.js';

const IDLE_MS = 50;
const IDS = ['a', 'b', 'c'];

/** What the table promises, said the slow way: every session is looked at whenever time passes. */
class Model {
  readonly sessions = new Map<string, { lastSeen: number; streams: number }>();

  expire(now: number): void {
    for (const [id, { lastSeen, streams }] of this.sessions) {
      if (streams === 0 && now - lastSeen >= IDLE_MS) this.sessions.delete(id);
    }
  }
}

const operation = fc.record({
  verb: fc.constantFrom('create', 'create', 'touch', 'drop', 'open', 'close'),
  id: fc.constantFrom(...IDS),
});
const pause = fc.record({ verb: fc.constant('advance'), by: fc.integer({ min: 1, max: 60 }) });
const step = fc.oneof({ weight: 4, arbitrary: operation }, { weight: 1, arbitrary: pause });

it('holds exactly the sessions of a table that looks at each one', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const clock = new ManualClock();
      const table = new SessionTable({ idleTimeoutMs: IDLE_MS, clock });
      const model = new Model();
      const streams = new Map<string, { handle: Session; record: { lastSeen: number; streams: number } }[]>();
      for (const { verb, ...operand } of steps) {
        const now = clock.now();
        if ('by' in operand) {
          clock.advance(operand.by);
          model.expire(clock.now());
        } else {
          const { id } = operand;
          const record = model.sessions.get(id);
          if (verb === 'create') {
            expect(table.create(id)).toBe(record === undefined);
            if (record === undefined) model.sessions.set(id, { lastSeen: now, streams: 0 });
            else record.lastSeen = now;
          } else if (verb === 'touch') {
            expect(table.touch(id)).toBe(record !== undefined);
            if (record !== undefined) record.lastSeen = now;
          } else if (verb === 'drop') {
            expect(table.drop(id)).toBe(model.sessions.delete(id));
          } else if (verb === 'open') {
            const handle = table.openStream(id);
            expect(handle === undefined).toBe(record === undefined);
            if (handle !== undefined && record !== undefined) {
              record.streams += 1;
              streams.set(id, [...(streams.get(id) ?? []), { handle, record }]);
            }
          } else {
            const open = streams.get(id)?.shift();
            if (open !== undefined) {
              table.closeStream(open.handle);
              open.record.streams -= 1;
              if (open.record.streams === 0) open.record.lastSeen = now;
            }
          }
        }
        expect(table.size).toBe(model.sessions.size);
      }
      for (const id of IDS) expect(table.touch(id)).toBe(model.sessions.has(id));
    }),
    { numRuns: 2_000 },
  );
});
