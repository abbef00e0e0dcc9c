import { expect, it } from 'vitest';
import { parseBudget } from '../../src/check/parse-budget.js';

it('reads what may grow', () => {
  const allow = [
    {
      site: 'newSession@src/session.js:12',
      reason: 'kept for an hour',
      maxBytesPerUnit: 200,
      until: '2027-01-01',
    },
    { site: 'fill', reason: 'a cache' },
  ];
  expect(parseBudget(JSON.stringify({ allow }), 'heaptide.json')).toEqual({ allow });
  expect(parseBudget('{}', 'heaptide.json')).toEqual({ allow: [] });
});

it.each([
  ['{', /^b\.json: no JSON: /],
  ['[]', /^b\.json: must be an object/],
  ['{"alow": []}', /^b\.json: has "alow", which is none of \$schema, allow$/],
  ['{"allow": {}}', /^b\.json: "allow" must be a list$/],
  ['{"allow": ["f"]}', /^b\.json: allow\[0\] must be an object/],
  ['{"allow": [{"reason": "r"}]}', /^b\.json: allow\[0\] needs "site"/],
  [
    '{"allow": [{"site": "f", "reason": "r"}, {"site": "g"}]}',
    /^b\.json: allow\[1\] needs "reason": why may "g" grow\?$/,
  ],
  ['{"allow": [{"site": "f", "reason": "  "}]}', /needs "reason"/],
  ['{"allow": [{"site": "f", "reason": "r", "max": 1}]}', /allow\[0\] has "max"/],
  [
    '{"allow": [{"site": "f", "reason": "r", "maxBytesPerUnit": -1}]}',
    /"maxBytesPerUnit" must be a number from 0/,
  ],
  ['{"allow": [{"site": "f", "reason": "r", "maxBytesPerUnit": "1"}]}', /"maxBytesPerUnit" must be/],
  ['{"allow": [{"site": "f", "reason": "r", "until": "soon"}]}', /"until" must be a day/],
  ['{"allow": [{"site": "f", "reason": "r", "until": "2026-02-31"}]}', /"until" must be a day/],
])('refuses %s', (text, message) => {
  const parse = () => parseBudget(text, 'b.json');
  expect(parse).toThrow(message);
  expect(parse).toThrow(expect.objectContaining({ code: 'HT_E_BAD_BUDGET' }));
});
