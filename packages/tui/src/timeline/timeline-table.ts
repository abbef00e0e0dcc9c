import { safeText } from '@heaptide/report';
import { breakWords } from './break-words.js';
import type { CaptureEntry } from '../engine/capture-entry.js';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { type TimelineColumn, timelineColumns } from './timeline-columns.js';
import type { TimelineModel } from './timeline-model.js';
import { captureBefore, type TimelineBreak, timelineIndex } from './timeline-index.js';
import { selectedCapture, type TimelineView } from './timeline-view.js';

export interface TimelineTableOptions {
  readonly model: TimelineModel;
  /** Placed, so that the selection is among the rows. */
  readonly view: TimelineView;
  readonly width: number;
  /** Lines below the column titles. */
  readonly rows: number;
  readonly style: DrawingStyle;
  readonly now: number;
}

/** Rule, column titles, rule, and the captures with the breaks between them; every line is `width` cells wide. */
export function composeTimelineTable(options: TimelineTableOptions): readonly string[] {
  const { model, view, width, rows, style } = options;
  const all = timelineIndex(model.entries);
  const visible = all.rows.slice(view.top, view.top + rows);
  const shown = visible.flatMap((row) => (row.kind === 'capture' ? [row.entry] : []));
  const columns = timelineColumns({ ...options, shown });
  const selected = selectedCapture(model, view);
  const rest = ' '.repeat(width - columns.reduce((sum, column) => sum + column.width + 1, 1));
  const titles = `  ${columns.map(({ title }) => title).join(' ')}${rest}`;
  const rule = '-'.repeat(width);
  const lines = [rule, style.paint('strong', titles), rule];
  for (const [index, row] of visible.entries()) {
    if (row.kind === 'capture')
      lines.push(captureLine(row.entry, captureBefore(all.rows, view.top + index), selected === row.entry));
    else lines.push(breakLine(row));
  }
  while (lines.length < rows + 3) lines.push(' '.repeat(width));
  return lines;

  function captureLine(entry: CaptureEntry, before: CaptureEntry | undefined, isSelected: boolean): string {
    const cells = columns.map((column) => column.cell(entry, before));
    if (isSelected) return style.paint('selected', `> ${cells.join(' ')}${rest}`);
    return `  ${cells.map((cell, index) => painted(columns[index]!, cell, entry)).join(' ')}${rest}`;
  }

  function painted({ tone }: TimelineColumn, cell: string, entry: CaptureEntry): string {
    return tone === undefined ? cell : style.paint(tone(entry), cell);
  }

  function breakLine(row: TimelineBreak): string {
    const said = measure(safeText(`-- ${breakWords(row)} --`, { ascii: style.ascii }));
    const { text, width: used } = shortenName(said, { width: width - 6, ellipsis: style.ellipsis });
    return `      ${style.paint('warning', text)}${' '.repeat(width - 6 - used)}`;
  }
}
