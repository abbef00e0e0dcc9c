import { describe, expect, it } from 'vitest';
import { HELD_BODY_BYTES, HeldBody, HoldBudget } from '../../src/exchange/held-body.js';

const LENGTH = { by: 'length', length: 1 } as const;
const CHUNKS = { by: 'chunks' } as const;

function held(budget = 1 << 20, framing: typeof LENGTH | typeof CHUNKS = LENGTH) {
  return new HeldBody(framing, new HoldBudget(budget));
}

describe('what waits to be sent', () => {
  it('is all there, in order, whatever its size', () => {
    const body = held();
    body.push(Buffer.alloc(HELD_BODY_BYTES, 'a'));
    body.push(Buffer.from('b'));
    expect(body.isFull).toBe(true);
    expect(body.bytes().toString()).toBe(`${'a'.repeat(HELD_BODY_BYTES)}b`);
    expect(body.isIntact).toBe(true);
  });

  it('shows its data without chunk framing, as far as it has come', () => {
    const body = held(undefined, CHUNKS);
    body.push(Buffer.from('3\r\nabc\r\n4;x=1\r\nde'));
    expect(body.data().toString()).toBe('abcde');
    body.push(Buffer.from('fg\r\n0\r\n\r\n'));
    expect(body.data().toString()).toBe('abcdefg');
  });
});

describe('after it was sent', () => {
  it('a small body stays, and goes on growing up to its limit', () => {
    const body = held();
    body.push(Buffer.from('ab'));
    body.noteSent();
    body.push(Buffer.from('c'));
    expect(body.isIntact).toBe(true);
    expect(body.bytes().toString()).toBe('abc');
    expect(body.isFull).toBe(false);
    body.push(Buffer.alloc(HELD_BODY_BYTES));
    expect(body.isIntact).toBe(false);
    expect(body.bytes()).toHaveLength(0);
  });

  it('a body that is sent once more waits again', () => {
    const body = held();
    body.push(Buffer.from('ab'));
    body.noteSent();
    body.noteUnsent();
    body.push(Buffer.alloc(HELD_BODY_BYTES));
    expect(body.isIntact).toBe(true);
    expect(body.isFull).toBe(true);
  });
});

describe('the budget of all bodies', () => {
  it('keeps what does not fit from being held once it is sent, and is given back', () => {
    const budget = new HoldBudget(10);
    const first = new HeldBody(LENGTH, budget);
    first.push(Buffer.alloc(8));
    first.noteSent();
    const second = new HeldBody(LENGTH, budget);
    second.push(Buffer.alloc(8));
    expect(second.bytes()).toHaveLength(8);
    second.noteSent();
    expect(second.isIntact).toBe(false);
    first.release();
    const third = new HeldBody(LENGTH, budget);
    third.push(Buffer.alloc(8));
    third.noteSent();
    expect(third.isIntact).toBe(true);
    third.release();
    third.release();
    expect(budget.take(10)).toBe(true);
    expect(budget.take(1)).toBe(false);
  });
});
