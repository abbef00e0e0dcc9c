import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bounded, Deadlines } from '../../src/connections/deadlines.js';

class Waiting implements Bounded {
  deadline: number;
  calls = 0;

  constructor(afterMs: number) {
    this.deadline = performance.now() + afterMs;
  }

  onDeadline(): void {
    this.calls += 1;
  }
}

describe('Deadlines', () => {
  let deadlines: Deadlines;

  beforeEach(() => {
    vi.useFakeTimers();
    deadlines = new Deadlines();
  });

  afterEach(() => {
    deadlines.close();
    vi.useRealTimers();
  });

  it('call once, no earlier than they are due and within half a second of it', () => {
    const waiting = new Waiting(1_250);
    deadlines.add(waiting);
    vi.advanceTimersByTime(1_200);
    expect(waiting.calls).toBe(0);
    vi.advanceTimersByTime(550);
    expect(waiting.calls).toBe(1);
    vi.advanceTimersByTime(10_000);
    expect(waiting.calls).toBe(1);
  });

  it('may be put off and set again', () => {
    const waiting = new Waiting(600);
    deadlines.add(waiting);
    vi.advanceTimersByTime(500);
    waiting.deadline = Infinity;
    vi.advanceTimersByTime(5_000);
    expect(waiting.calls).toBe(0);
    waiting.deadline = performance.now() + 100;
    vi.advanceTimersByTime(600);
    expect(waiting.calls).toBe(1);
  });

  it('are over for what is removed, and for all when they are closed', () => {
    const removed = new Waiting(100);
    const left = new Waiting(100);
    deadlines.add(removed);
    deadlines.add(left);
    deadlines.remove(removed);
    deadlines.close();
    vi.advanceTimersByTime(5_000);
    expect([removed.calls, left.calls]).toEqual([0, 0]);
  });

  it('may be removed and added while they are due', () => {
    const other = new Waiting(100);
    const first = new Waiting(100);
    first.onDeadline = () => {
      first.calls += 1;
      deadlines.remove(first);
      deadlines.remove(other);
    };
    deadlines.add(first);
    deadlines.add(other);
    vi.advanceTimersByTime(1_000);
    expect([first.calls, other.calls]).toEqual([1, 0]);
  });
});
