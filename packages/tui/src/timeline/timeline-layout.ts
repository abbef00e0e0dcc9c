import type { CaptureEntry } from '../engine/capture-entry.js';
import { type HeapScale, heapScale } from './heap-scale.js';

/** Where everything of the timeline stands. Lines from the top: legend, picture, axis, times, table head, table. */
export interface TimelineLayout {
  /** Of the picture, which takes a line for each of its values. */
  readonly scale: HeapScale;
  readonly tableWidth: number;
  /** Captures and breaks shown at a time. */
  readonly tableRows: number;
  /** Cells for the selected capture at the right of the table; 0 where there is no room. */
  readonly panelWidth: number;
}

export interface TimelineSize {
  readonly width: number;
  readonly height: number;
}

const PANEL_FROM = 140;
const NARROWEST_PANEL = 40;
const WIDEST_PANEL = 60;
/** Width from which the table has all its columns and room for notes. */
const FULL_TABLE = 100;
/** Between table and panel. */
export const SEAM = ' | ';
/** Legend, axis, times; rule, column titles, rule. */
const FIXED = 6;
const CHART_SHARE = 0.36;
const FEWEST_ROWS = 2;
const MOST_ROWS = 14;

/** Lines that the picture of `entries` has no values for are the table's. */
export function layoutTimeline(
  entries: readonly CaptureEntry[],
  { width, height }: TimelineSize,
): TimelineLayout {
  const free = Math.max(0, height - FIXED);
  const chartRows = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, Math.round(free * CHART_SHARE)));
  const scale = heapScale(entries, chartRows);
  const tableRows = Math.max(1, free - scale.rows);
  if (width < PANEL_FROM) return { scale, tableRows, tableWidth: width, panelWidth: 0 };
  const panelWidth = Math.max(NARROWEST_PANEL, Math.min(WIDEST_PANEL, width - FULL_TABLE - SEAM.length));
  return { scale, tableRows, tableWidth: width - panelWidth - SEAM.length, panelWidth };
}
