import { HeaptideError } from '@heaptide/profile';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from '../../src/query/parse-query.js';

function refusal(query: string): string {
  try {
    parseQuery(query);
  } catch (error) {
    expect(error).toBeInstanceOf(HeaptideError);
    expect((error as HeaptideError).code).toBe('HT_E_USAGE');
    return (error as HeaptideError).message;
  }
  throw new Error(`understood: ${query}`);
}

test('a condition, an order and a limit', () => {
  expect(parseQuery('class = "Session" and retained > 1MB order by retained limit 20')).toEqual({
    columns: ['id', 'class', 'self', 'retained', 'distance'].map((field) => ({ kind: 'field', field })),
    condition: {
      kind: 'and',
      left: { kind: 'comparison', field: 'class', comparison: '=', value: 'Session' },
      right: { kind: 'comparison', field: 'retained', comparison: '>', value: 1_000_000 },
    },
    groupBy: [],
    orderBy: { column: { kind: 'field', field: 'retained' }, ascending: false },
    limit: 20,
  });
});

test('"and" binds stronger than "or", "not" stronger than both, and parentheses most', () => {
  const kinds = (query: string): unknown =>
    JSON.parse(
      JSON.stringify(parseQuery(query).condition, (_, value: unknown) => {
        const { kind, field, left, right, inner } = value as Record<string, unknown>;
        if (typeof value !== 'object') return value;
        return kind === 'comparison'
          ? field
          : [kind, ...[left, right, inner].filter((part) => part !== undefined)];
      }),
    );
  expect(kinds('id = 1 or self = 1 and not edges = 1')).toEqual([
    'or',
    'id',
    ['and', 'self', ['not', 'edges']],
  ]);
  expect(kinds('(id = 1 or self = 1) and edges = 1')).toEqual(['and', ['or', 'id', 'self'], 'edges']);
});

test.each([
  ['retained > 2', 2],
  ['retained > 1.5k', 1500],
  ['retained > 2 KB', 2000],
  ['retained > 2KB', 2000],
  ['retained > 1KiB', 1024],
  ['retained > 1MiB', 1024 ** 2],
  ['retained > 1gb', 1e9],
])('%s', (query, value) => {
  if (query.includes(' KB')) expect(refusal(query)).toContain('"kb"');
  else expect(parseQuery(query).condition).toMatchObject({ value });
});

test('groups and aggregates', () => {
  const query = parseQuery(
    'SELECT class, COUNT(), sum(retained) WHERE self > 0 GROUP BY class ORDER BY count() ASC',
  );
  expect(query.columns).toEqual([
    { kind: 'field', field: 'class' },
    { kind: 'aggregate', aggregate: 'count' },
    { kind: 'aggregate', aggregate: 'sum', field: 'retained' },
  ]);
  expect(query.groupBy).toEqual(['class']);
  expect(query.orderBy).toEqual({ column: { kind: 'aggregate', aggregate: 'count' }, ascending: true });
});

test('quotes of both kinds, and what a backslash takes', () => {
  expect(parseQuery(`class = 'a "b" \\' c'`).condition).toMatchObject({ value: `a "b" ' c` });
});

test('an empty query asks for all', () => {
  expect(parseQuery('')).toMatchObject({ groupBy: [], limit: 50 });
  expect(parseQuery('').condition).toBeUndefined();
});

test.each([
  ['class = Session', '"session" stands where a number or a quoted text should be at character 9'],
  ['retained > "1"', 'retained is compared with a number at character 12'],
  ['class = 5', 'class is compared with a quoted text at character 9'],
  ['class > "a"', 'class is a text, which > does not take at character 7'],
  ['self ~ 5', 'self is a number, which ~ does not take at character 6'],
  ['size > 5', 'where a field (id, class'],
  ['self > 1XB', '"XB" is no unit at character 9'],
  ['(self > 1', 'the query ends where ")" should be at character 10'],
  ['self > 1 )', '")" stands where the end'],
  ['class = "a', 'a text has no closing quote at character 9'],
  ['self > 1; drop', '";" is no part of a query at character 9'],
  ['select class, count()', 'needs "group by class"'],
  ['select sum(class)', 'sum() takes a number, class is a text'],
  ['self > 1 limit 0', 'a limit is 1 to 10000 at character 16'],
  ['self > 1 limit 99999', 'a limit is 1 to 10000'],
  ['self > 1 order by count()', 'count() is no column to order by'],
  ['order by name', 'nodes cannot be ordered by name at character 10'],
  [`${'('.repeat(40)}self > 1`, 'it is nested too deep'],
  [`class = "${'a'.repeat(5000)}"`, 'more than 4096 characters'],
  ['self > 1 or '.repeat(200), 'more than 512 words'],
])('%s is refused in one line with its place', (query, words) => {
  const message = refusal(query);
  expect(message).toContain(words);
  expect(message).not.toContain('\n');
});

test('whatever is typed, there is a query or an error of usage', () => {
  const words = fc.constantFrom(
    ...['select', 'where', 'class', 'self', 'and', 'or', 'not', '(', ')', '=', '~', '>', '"a"', '5', '1MB'],
    ...['group', 'by', 'order', 'limit', 'count', ',', '*', 'asc', '\\', '"', '\n', '\u0000', '🜁'],
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 20 }), (all) => {
      try {
        expect(parseQuery(all.join(' ')).columns.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ code: 'HT_E_USAGE' });
      }
    }),
  );
});
