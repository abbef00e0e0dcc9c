import { count } from '@heaptide/profile';
import { layOutTable, type TextColumn } from '../../text-table.js';

/** A census as it is printed: what there is in all, then a row for each group. Cells are safe text. */
export interface CensusTable {
  readonly heading: string;
  readonly columns: readonly TextColumn[];
  readonly rows: readonly (readonly string[])[];
  /** What a reader must know to read it rightly. */
  readonly notes?: readonly string[];
}

export function renderCensusTable({ heading, columns, rows, notes = [] }: CensusTable): string {
  const table = rows.length === 0 ? [] : layOutTable(columns, rows);
  return `${[heading, ...table, ...notes].join('\n')}\n`;
}

/** `1 timer`, `41,233 timers`. */
export function counted(objects: number, one: string, many = `${one}s`): string {
  return `${count(objects)} ${objects === 1 ? one : many}`;
}

export function right(title: string): TextColumn {
  return { title, align: 'right' };
}

export function left(title: string): TextColumn {
  return { title, align: 'left' };
}
