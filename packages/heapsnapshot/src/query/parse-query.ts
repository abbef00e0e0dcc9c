import {
  type Aggregate,
  columnName,
  type Comparison,
  type Condition,
  type Query,
  type QueryColumn,
} from './query.js';
import { queryError } from './query-error.js';
import { isQueryField, QUERY_FIELDS, type QueryField } from './query-fields.js';
import { type QueryToken, tokenizeQuery } from './query-tokens.js';

const AGGREGATES: readonly string[] = ['count', 'sum', 'min', 'max', 'avg'];
const COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=', '~', '!~'];
const DEFAULT_COLUMNS: readonly QueryField[] = ['id', 'class', 'self', 'retained', 'distance'];
const DEFAULT_LIMIT = 50;
const MOST_ROWS = 10_000;
const MOST_COLUMNS = 16;
/** Parentheses and `not`s within each other. */
const MOST_DEPTH = 32;

/**
 * Understands a query:
 *
 *     [select COLUMN, …] [[where] CONDITION] [group by FIELD, …] [order by COLUMN [asc|desc]] [limit N]
 *
 * `docs/snapshot-query.md` has all of it.
 *
 * @throws {HeaptideError} `HT_E_USAGE`, in one line with the place.
 */
export function parseQuery(text: string): Query {
  return new QueryParser(tokenizeQuery(text)).query();
}

class QueryParser {
  readonly #tokens: readonly QueryToken[];
  #at = 0;

  constructor(tokens: readonly QueryToken[]) {
    this.#tokens = tokens;
  }

  query(): Query {
    const selected = this.#takeWord('select') ? this.#list(() => this.#column()) : undefined;
    const hasWhere = this.#takeWord('where');
    const condition = hasWhere || !this.#isClauseOrEnd() ? this.#or(0) : undefined;
    const groupPosition = this.#next.position;
    const groupBy = this.#takeWords('group', 'by') ? this.#list(() => this.#field()) : [];
    const columns = selected ?? columnsOf(groupBy);
    checkGroups(columns, groupBy, groupPosition);
    const orderBy = this.#takeWords('order', 'by') ? this.#order(columns, groupBy) : undefined;
    const limit = this.#takeWord('limit') ? this.#limit() : DEFAULT_LIMIT;
    if (this.#next.kind !== 'end') throw this.#unexpected('the end or another part of the query');
    return {
      columns,
      groupBy,
      limit,
      ...(condition !== undefined && { condition }),
      ...(orderBy !== undefined && { orderBy }),
    };
  }

  get #next(): QueryToken {
    return this.#tokens[this.#at]!;
  }

  #or(depth: number): Condition {
    let left = this.#and(depth);
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#and(depth) };
    return left;
  }

  #and(depth: number): Condition {
    let left = this.#not(depth);
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#not(depth) };
    return left;
  }

  #not(depth: number): Condition {
    if (depth > MOST_DEPTH) throw queryError('it is nested too deep', this.#next.position);
    if (this.#takeWord('not')) return { kind: 'not', inner: this.#not(depth + 1) };
    if (!this.#takeSign('(')) return this.#comparison();
    const inner = this.#or(depth + 1);
    if (!this.#takeSign(')')) throw this.#unexpected('")"');
    return inner;
  }

  #comparison(): Condition {
    const field = this.#field();
    const sign = this.#next;
    if (sign.kind !== 'sign' || !COMPARISONS.includes(sign.text)) throw this.#unexpected('a comparison');
    this.#at++;
    const comparison = sign.text as Comparison;
    const value = this.#next;
    const isNumber = QUERY_FIELDS[field] === 'number';
    if (value.kind !== 'number' && value.kind !== 'text') throw this.#unexpected('a number or a quoted text');
    if (isNumber !== (value.kind === 'number')) {
      throw queryError(
        `${field} is compared with ${isNumber ? 'a number' : 'a quoted text'}`,
        value.position,
      );
    }
    if (isNumber && comparison.endsWith('~')) {
      throw queryError(`${field} is a number, which ${comparison} does not take`, sign.position);
    }
    if (!isNumber && !['=', '!=', '~', '!~'].includes(comparison)) {
      throw queryError(`${field} is a text, which ${comparison} does not take`, sign.position);
    }
    this.#at++;
    return { kind: 'comparison', field, comparison, value: isNumber ? value.value : value.text };
  }

  #column(): QueryColumn {
    const { kind, text, position } = this.#next;
    if (kind !== 'word' || !AGGREGATES.includes(text)) return { kind: 'field', field: this.#field() };
    this.#at++;
    const aggregate = text as Aggregate;
    if (!this.#takeSign('(')) throw this.#unexpected('"("');
    if (aggregate === 'count') {
      this.#takeSign('*');
      if (!this.#takeSign(')')) throw this.#unexpected('")"');
      return { kind: 'aggregate', aggregate };
    }
    const field = this.#field();
    if (QUERY_FIELDS[field] !== 'number')
      throw queryError(`${aggregate}() takes a number, ${field} is a text`, position);
    if (!this.#takeSign(')')) throw this.#unexpected('")"');
    return { kind: 'aggregate', aggregate, field };
  }

  #field(): QueryField {
    const { kind, text } = this.#next;
    if (kind !== 'word' || !isQueryField(text)) {
      throw this.#unexpected(`a field (${Object.keys(QUERY_FIELDS).join(', ')})`);
    }
    this.#at++;
    return text;
  }

  #order(columns: readonly QueryColumn[], groupBy: readonly QueryField[]): Query['orderBy'] {
    const { position } = this.#next;
    const column = this.#column();
    const isGrouped = groupBy.length > 0 || columns.some(({ kind }) => kind === 'aggregate');
    const isKnown =
      column.kind === 'field'
        ? !isGrouped || groupBy.includes(column.field)
        : columns.some((other) => columnName(other) === columnName(column));
    if (!isKnown) throw queryError(`${columnName(column)} is no column to order by`, position);
    if (!isGrouped && column.field === 'name') throw queryError('nodes cannot be ordered by name', position);
    const isAscending = this.#takeWord('asc');
    if (!isAscending) this.#takeWord('desc');
    return { column, ascending: isAscending };
  }

  #limit(): number {
    const { kind, value, position } = this.#next;
    if (kind !== 'number' || !Number.isInteger(value)) throw this.#unexpected('a whole number');
    if (value < 1 || value > MOST_ROWS) throw queryError(`a limit is 1 to ${MOST_ROWS}`, position);
    this.#at++;
    return value;
  }

  #list<Item>(item: () => Item): Item[] {
    const items = [item()];
    while (this.#takeSign(',')) {
      if (items.length >= MOST_COLUMNS)
        throw queryError(`more than ${MOST_COLUMNS} columns`, this.#next.position);
      items.push(item());
    }
    return items;
  }

  #isClauseOrEnd(): boolean {
    const { kind, text } = this.#next;
    return kind === 'end' || (kind === 'word' && ['group', 'order', 'limit'].includes(text));
  }

  #takeWord(word: string): boolean {
    return this.#take('word', word);
  }

  #takeSign(sign: string): boolean {
    return this.#take('sign', sign);
  }

  #take(kind: QueryToken['kind'], text: string): boolean {
    if (this.#next.kind !== kind || this.#next.text !== text) return false;
    this.#at++;
    return true;
  }

  #takeWords(first: string, second: string): boolean {
    if (!this.#takeWord(first)) return false;
    if (!this.#takeWord(second)) throw this.#unexpected(`"${second}"`);
    return true;
  }

  #unexpected(wanted: string): Error {
    const { kind, text, position } = this.#next;
    const met = kind === 'end' ? 'the query ends' : `${JSON.stringify(text)} stands`;
    return queryError(`${met} where ${wanted} should be`, position);
  }
}

function columnsOf(groupBy: readonly QueryField[]): QueryColumn[] {
  if (groupBy.length === 0) return DEFAULT_COLUMNS.map((field) => ({ kind: 'field', field }));
  return [
    ...groupBy.map((field): QueryColumn => ({ kind: 'field', field })),
    { kind: 'aggregate', aggregate: 'count' },
    { kind: 'aggregate', aggregate: 'sum', field: 'self' },
  ];
}

/** In an answer of groups every field must be one that the groups have in common. */
function checkGroups(
  columns: readonly QueryColumn[],
  groupBy: readonly QueryField[],
  position: number,
): void {
  const isGrouped = groupBy.length > 0 || columns.some(({ kind }) => kind === 'aggregate');
  if (!isGrouped) return;
  for (const column of columns) {
    if (column.kind === 'field' && !groupBy.includes(column.field)) {
      throw queryError(
        `${column.field} is selected beside a group and needs "group by ${column.field}"`,
        position,
      );
    }
  }
}
