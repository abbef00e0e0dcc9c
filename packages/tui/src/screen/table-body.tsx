import { useLayoutEffect, useMemo } from 'react';
import { composeBody } from '../drawing/body-lines.js';
import { BODY_MARK } from '../terminal/compositor.js';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { TextLine } from './text-line.js';
import type { WatchSnapshot } from './watch-controller.js';

export interface TableBodyProps {
  readonly snapshot: WatchSnapshot;
  readonly style: DrawingStyle;
  /** Takes the lines that the body mark stands for. */
  readonly setBody: (lines: readonly string[]) => void;
}

/** One line for Ink; its lines go to the compositor directly. */
export function TableBody({ snapshot, style, setBody }: TableBodyProps) {
  const { state, view, layout, rows } = snapshot;
  // The time alone changes nothing here.
  const lines = useMemo(
    () => composeBody(snapshot, style),
    [state.report, state.latest, view, layout.columns, layout.rows, layout.bodyLines, rows, style],
  );
  useLayoutEffect(() => setBody(lines), [lines, setBody]);
  return <TextLine text={BODY_MARK} />;
}
