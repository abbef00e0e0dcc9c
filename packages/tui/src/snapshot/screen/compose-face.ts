import { safeText } from '@heaptide/report';
import type { RetainingPath } from '@heaptide/report/snapshot-browse';
import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { measure, shortenName } from '../../drawing/measured-text.js';
import type { SlotAnswer } from '../../screen/async-slot.js';
import type { KnownRows } from './face-pages.js';
import { OutlineComposer } from './outline-composer.js';
import { PathComposer } from './path-composer.js';
import type { CursorView } from './snapshot-view.js';

export interface FaceDrawing {
  readonly width: number;
  /** Rows below the titles. */
  readonly page: number;
  readonly style: DrawingStyle;
  /** Bytes of the whole heap. */
  readonly total: number;
  readonly cursor: CursorView;
}

/** Column titles and a page of an outline. */
export function composeOutline(rows: KnownRows, drawing: FaceDrawing): readonly string[] {
  const composer = new OutlineComposer(drawing);
  const { problem } = rows;
  const empty = problem ?? (rows.isCurrent ? 'nothing here' : 'looking');
  return facePage(composer.header(), drawing, {
    length: rows.length,
    empty,
    row: (index, mark) => {
      const row = rows.row(index);
      return row === undefined ? `  ${drawing.style.ellipsis}` : composer.row(row, mark);
    },
  });
}

/** Column titles and the steps of a path; `path` is absent while no object was chosen. */
export function composePath(
  path: SlotAnswer<RetainingPath> | undefined,
  drawing: FaceDrawing,
): readonly string[] {
  const composer = new PathComposer(drawing);
  const steps = path?.isCurrent === true ? (path.value?.steps ?? []) : [];
  const empty =
    path === undefined
      ? 'choose an object among the dominators, or open a class and choose one of its objects'
      : (path.problem ?? (path.isCurrent ? 'nothing holds this object' : 'looking'));
  return facePage(composer.header(), drawing, {
    length: steps.length,
    empty,
    row: (index, mark) => composer.row(steps[index]!, mark),
  });
}

interface PageRows {
  readonly length: number;
  /** What is said where there is no row. */
  readonly empty: string;
  row(index: number, mark: { readonly selected: boolean }): string;
}

function facePage(
  header: string,
  { width, page, style, cursor }: FaceDrawing,
  rows: PageRows,
): readonly string[] {
  const shown = Math.max(0, Math.min(page, rows.length - cursor.top));
  const lines = Array.from({ length: shown }, (_, offset) => {
    const index = cursor.top + offset;
    return rows.row(index, { selected: index === cursor.index });
  });
  if (lines.length === 0 && page > 0) {
    const said = measure(safeText(rows.empty, { ascii: style.ascii }));
    lines.push(`  ${shortenName(said, { width: width - 3, ellipsis: style.ellipsis }).text}`);
  }
  while (lines.length < page) lines.push('');
  return [header, ...lines];
}
