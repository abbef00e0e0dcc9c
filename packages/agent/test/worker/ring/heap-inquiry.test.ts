import { describe, expect, it } from 'vitest';
import { HeapInquiry } from '../../../src/worker/ring/heap-inquiry.js';

const LIMIT = 1000;

function informed(): HeapInquiry {
  const inquiry = new HeapInquiry();
  inquiry.learn(LIMIT);
  return inquiry;
}

describe('a heap inquiry', () => {
  it('asks for the limit first, and every 5 s until it knows it', () => {
    const inquiry = new HeapInquiry();
    expect([0, 1, 4999, 5000, 5001].map((now) => inquiry.due(10, now))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(inquiry.distance(10)).toBe(Infinity);
  });

  it('does not ask while resident memory is under half of the limit', () => {
    const inquiry = informed();
    expect([100, 300, 499].map((rss, index) => inquiry.due(rss, index * 60_000))).toEqual([
      false,
      false,
      false,
    ]);
    expect(inquiry.distance(400)).toBe(100);
  });

  it('asks when resident memory has grown by 2.5 % of the limit since it asked', () => {
    const inquiry = informed();
    expect(inquiry.due(600, 0)).toBe(true);
    expect(inquiry.due(624, 10)).toBe(false);
    expect(inquiry.distance(624)).toBe(1);
    expect(inquiry.due(625, 20)).toBe(true);
    expect(inquiry.due(649, 30)).toBe(false);
  });

  it('counts growth from the lowest point since', () => {
    const inquiry = informed();
    inquiry.due(700, 0);
    expect(inquiry.due(650, 10)).toBe(false);
    expect(inquiry.due(675, 20)).toBe(true);
  });

  it('asks every 5 s for a heap that may grow into memory that is resident already', () => {
    const inquiry = informed();
    inquiry.due(600, 0);
    expect(inquiry.due(600, 4999)).toBe(false);
    expect(inquiry.due(600, 5000)).toBe(true);
    expect(inquiry.due(600, 9999)).toBe(false);
  });
});
