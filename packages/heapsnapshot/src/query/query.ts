import type { QueryField } from './query-fields.js';

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~';

/** A condition on a node. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly inner: Condition }
  | {
      readonly kind: 'comparison';
      readonly field: QueryField;
      readonly comparison: Comparison;
      readonly value: number | string;
    };

export type Aggregate = 'count' | 'sum' | 'min' | 'max' | 'avg';

/** A column of the answer: a field, or what is worked out over all nodes of a group. `count` has no field. */
export type QueryColumn =
  | { readonly kind: 'field'; readonly field: QueryField }
  | { readonly kind: 'aggregate'; readonly aggregate: Aggregate; readonly field?: QueryField };

/** A query that was understood. */
export interface Query {
  readonly columns: readonly QueryColumn[];
  readonly condition?: Condition;
  /** Fields that rows are grouped by, where the query has aggregates. */
  readonly groupBy: readonly QueryField[];
  readonly orderBy?: { readonly column: QueryColumn; readonly ascending: boolean };
  readonly limit: number;
}

/** How a column is written in a query. */
export function columnName(column: QueryColumn): string {
  return column.kind === 'field' ? column.field : `${column.aggregate}(${column.field ?? ''})`;
}
