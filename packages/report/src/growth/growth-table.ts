import { safeText } from '../safe-text.js';
import { layOutTable, type TextColumn } from '../text-table.js';
import { type GrowthRow, hasPlace } from './growth-rows.js';
import type { Grouping } from './group-sites.js';

export interface TableOptions {
  readonly groupBy: Grouping;
  /** What `PER …` is named after. */
  readonly unit: string;
  /** Whether growth per minute is known. */
  readonly timed: boolean;
  readonly width: number;
}

/** Names and places are cut when the table is too wide, but never shorter than that. */
const SHORTEST = { place: 24, name: 14 };

/**
 * The table of a report, titles first. Its lines have at most `width` characters where that can be done by cutting names and
 * places, and by leaving out what grows per minute.
 */
export function growthTable(rows: readonly GrowthRow[], options: TableOptions): string[] {
  const lines = shortened(rows, options);
  const isTooWide = options.timed && widest(lines) > options.width;
  return isTooWide ? shortened(rows, { ...options, timed: false }) : lines;
}

function shortened(rows: readonly GrowthRow[], options: TableOptions): string[] {
  let limits = { name: Infinity, place: Infinity };
  for (const part of ['place', 'name'] as const) {
    const excess = widest(layOut(rows, options, limits)) - options.width;
    if (excess <= 0) break;
    const longest = Math.max(...rows.map((row) => cellsOf(row, options.groupBy, limits)[part].length));
    limits = { ...limits, [part]: Math.max(SHORTEST[part], longest - excess) };
  }
  return layOut(rows, options, limits);
}

interface Limits {
  readonly name: number;
  readonly place: number;
}

function layOut(
  rows: readonly GrowthRow[],
  { groupBy, unit, timed }: TableOptions,
  limits: Limits,
): string[] {
  const cells = (row: GrowthRow) => cellsOf(row, groupBy, limits);
  const columns: (TextColumn & { cell: (row: GrowthRow) => string })[] = [
    { title: 'VERDICT', align: 'left', cell: ({ verdict }) => verdict },
    { title: groupBy.toUpperCase(), align: 'left', cell: (row) => cells(row).name },
    ...(hasPlace(groupBy)
      ? [{ title: 'LOCATION', align: 'left' as const, cell: (row: GrowthRow) => cells(row).place }]
      : []),
    ...(groupBy === 'site'
      ? []
      : [{ title: 'SITES', align: 'right' as const, cell: ({ sites }: GrowthRow) => String(sites) }]),
    { title: 'IN USE', align: 'right', cell: ({ inUse }) => inUse },
    {
      title: `PER ${safeText(unit, { limit: 24 }).toUpperCase()} (95%)`,
      align: 'right',
      cell: ({ perUnit }) => perUnit,
    },
    ...(timed
      ? [{ title: 'PER MINUTE', align: 'right' as const, cell: ({ perMinute }: GrowthRow) => perMinute }]
      : []),
  ];
  return layOutTable(
    columns,
    rows.map((row) => columns.map(({ cell }) => cell(row))),
  );
}

function cellsOf(
  { name, remark, place }: GrowthRow,
  groupBy: Grouping,
  limits: Limits,
): { name: string; place: string } {
  const room = limits.name - remark.length;
  const cut = groupBy === 'file' ? keepEnd : keepBeginning;
  return { name: cut(safeText(name), room) + remark, place: keepEnd(safeText(place), limits.place) };
}

/** A name says most at its beginning. */
function keepBeginning(text: string, room: number): string {
  return text.length > room ? `${text.slice(0, room - 3)}...` : text;
}

/** A path says most at its end. */
function keepEnd(text: string, room: number): string {
  return text.length > room ? `...${text.slice(3 - room)}` : text;
}

function widest(lines: readonly string[]): number {
  return Math.max(...lines.map((line) => line.length));
}
