import { describe, expect, it } from 'vitest';
import { parseExpectations } from '../../src/growth/parse-expectations.js';

describe('--expect', () => {
  it.each([
    [['newSession:ttl=2h'], [{ site: 'newSession', ttlMs: 7_200_000 }]],
    [
      ['newSession@src/session.js:12:capacity=5000'],
      [{ site: 'newSession@src/session.js:12', capacity: 5000 }],
    ],
    [
      ['a:ttl=30s,b:capacity=2'],
      [
        { site: 'a', ttlMs: 30_000 },
        { site: 'b', capacity: 2 },
      ],
    ],
    [
      ['a:ttl=90, capacity=2, b:ttl=1m'],
      [
        { site: 'a', ttlMs: 90_000, capacity: 2 },
        { site: 'b', ttlMs: 60_000 },
      ],
    ],
    [['a:ttl=1s', 'a:capacity=3'], [{ site: 'a', ttlMs: 1000, capacity: 3 }]],
    [['get a, b@C:\\app\\x,y.js:3:ttl=1h'], [{ site: 'get a, b@C:\\app\\x,y.js:3', ttlMs: 3_600_000 }]],
    [['(anonymous)@a=b.js:3:ttl=1h'], [{ site: '(anonymous)@a=b.js:3', ttlMs: 3_600_000 }]],
    [[], []],
  ])('%j', (texts, expected) => {
    expect(parseExpectations(texts)).toEqual(expected);
  });

  it.each([
    ['newSession', /write SITE:ttl=2h or SITE:capacity=5000/],
    ['', /write SITE/],
    [',', /write SITE/],
    ['ttl=2h', /of which site/],
    ['a:ttl=soon', /"soon" is no duration/],
    ['a:ttl=', /"" is no duration/],
    ['a:ttl=0', /longer than nothing/],
    ['a:capacity=1.5', /whole number from 1, not "1.5"/],
    ['a:capacity=0', /whole number from 1, not "0"/],
    ['a:capacity=-3', /whole number from 1/],
    ['a:size=3', /"size" is neither ttl nor capacity/],
    ['a:ttl=1h,ttl=2h', /a has ttl twice/],
    ['a:ttl=1h b:ttl=2h', /is no duration|write SITE/],
  ])('refuses %j', (text, says) => {
    expect(() => parseExpectations([text])).toThrow(says);
    expect(() => parseExpectations([text])).toThrow(expect.objectContaining({ code: 'HT_E_USAGE' }));
  });
});
