import { expect, test } from 'vitest';
import { renderQueryJson, renderQueryText } from '../../src/snapshot/query.js';

test('rows of a query: ids, bytes, counts and hostile names', () => {
  const answer = {
    columns: ['id', 'class', 'retained', 'distance', 'sum(self)'],
    rows: [
      [41, 'Map\u001B[2J', 39_950_000, 4, 2048],
      [7, '', 16, 100_000_002, 0],
    ],
    matched: 41_233,
  };
  expect(renderQueryText(answer)).toBe(
    [
      '41,233 objects match',
      ' ID  CLASS    RETAINED     DISTANCE  SUM(SELF)',
      '@41  Map␛[2J  38.1 MiB            4   2.00 KiB',
      ' @7               16 B  100,000,002        0 B',
      '',
    ].join('\n'),
  );
  expect(JSON.parse(renderQueryJson(answer))).toEqual({ schema: 'heaptide.snapshot-query/1', ...answer });
});

test('no row is said', () => {
  expect(renderQueryText({ columns: ['id'], rows: [], matched: 0 })).toBe('0 objects match\n');
  expect(renderQueryText({ columns: ['id'], rows: [[1]], matched: 1 })).toContain('1 object matches');
});
