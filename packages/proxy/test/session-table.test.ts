import { describe, expect, it } from 'vitest';
import { SessionTable } from '../src/session-table.js';
import { ManualClock } from './manual-clock.js';

const IDLE_MS = 1_000;

function setUp() {
  const clock = new ManualClock();
  return { clock, table: new SessionTable({ idleTimeoutMs: IDLE_MS, clock }) };
}

describe('SessionTable', () => {
  it('counts what was created and not dropped', () => {
    const { table } = setUp();
    expect(table.create('a')).toBe(true);
    expect(table.create('b')).toBe(true);
    expect(table.create('a')).toBe(false);
    expect(table.size).toBe(2);
    expect(table.drop('a')).toBe(true);
    expect(table.drop('a')).toBe(false);
    expect(table.size).toBe(1);
  });

  it('expires a session at the end of its idle timeout and not a millisecond sooner', () => {
    const { clock, table } = setUp();
    table.create('a');
    clock.advance(IDLE_MS - 1);
    expect(table.size).toBe(1);
    clock.advance(1);
    expect(table.size).toBe(0);
  });

  it('expires in the order in which sessions were last seen, each at its own time', () => {
    const { clock, table } = setUp();
    table.create('a');
    clock.advance(100);
    table.create('b');
    clock.advance(100);
    table.create('c');
    clock.advance(100);
    table.touch('a');
    clock.advance(799);
    expect(table.size).toBe(3);
    clock.advance(1);
    expect(table.touch('b')).toBe(false);
    clock.advance(99);
    expect(table.size).toBe(2);
    clock.advance(1);
    expect(table.size).toBe(1);
    clock.advance(99);
    expect(table.size).toBe(1);
    clock.advance(1);
    expect(table.size).toBe(0);
  });

  it('keeps a session with an open stream, and times it anew when the last one closes', () => {
    const { clock, table } = setUp();
    table.create('a');
    const first = table.openStream('a')!;
    const second = table.openStream('a')!;
    clock.advance(10 * IDLE_MS);
    expect(table.size).toBe(1);
    table.closeStream(first);
    clock.advance(10 * IDLE_MS);
    expect(table.size).toBe(1);
    table.closeStream(second);
    clock.advance(IDLE_MS - 1);
    expect(table.size).toBe(1);
    clock.advance(1);
    expect(table.size).toBe(0);
  });

  it('expires the silent ones around a session with an open stream', () => {
    const { clock, table } = setUp();
    table.create('a');
    table.create('b');
    table.create('c');
    table.openStream('b');
    clock.advance(IDLE_MS);
    expect(table.size).toBe(1);
    expect(table.touch('b')).toBe(true);
  });

  it('drops a session with an open stream, whose end then changes nothing', () => {
    const { clock, table } = setUp();
    table.create('a');
    const stream = table.openStream('a')!;
    table.drop('a');
    table.create('a');
    clock.advance(400);
    table.closeStream(stream);
    clock.advance(500);
    table.touch('a');
    clock.advance(IDLE_MS - 1);
    expect(table.size).toBe(1);
    clock.advance(1);
    expect(table.size).toBe(0);
  });

  it('is not added to by anything but create', () => {
    const { table } = setUp();
    table.create('a');
    table.drop('a');
    expect(table.touch('a')).toBe(false);
    expect(table.openStream('a')).toBeUndefined();
    expect(table.size).toBe(0);
  });

  it('sets one timer, whatever the number of sessions, and none once closed', () => {
    const { clock, table } = setUp();
    for (let index = 0; index < 100; index += 1) {
      table.create(`s${index}`);
      table.touch('s0');
      clock.advance(1);
    }
    expect(clock.pendingTasks).toBe(1);
    table.close();
    expect(clock.pendingTasks).toBe(0);
    expect(table.size).toBe(0);
  });

  it('spreads the expiry of very many sessions over several turns', () => {
    const { clock, table } = setUp();
    for (let index = 0; index < 2_500; index += 1) table.create(`s${index}`);
    clock.advance(IDLE_MS);
    expect(table.size).toBe(1_500);
    clock.advance(2);
    expect(table.size).toBe(0);
    expect(clock.pendingTasks).toBe(0);
  });
});
