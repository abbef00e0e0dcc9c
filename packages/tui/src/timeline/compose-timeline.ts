import { period } from '@heaptide/report';
import { composeCapturePanel } from './capture-panel.js';
import { composeTimelineChart } from './timeline-chart.js';
import { composeTimelineLegend } from './timeline-legend.js';
import { composeTimelineTable } from './timeline-table.js';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { layoutTimeline, SEAM } from './timeline-layout.js';
import type { TimelineModel } from './timeline-model.js';
import { placeTimeline, selectedCapture, type TimelineView } from './timeline-view.js';

export interface TimelineOptions {
  readonly model: TimelineModel;
  readonly view: TimelineView;
  readonly width: number;
  readonly height: number;
  readonly style: DrawingStyle;
  /** Milliseconds since 1970; what the age of a capture is counted to while it is live. */
  readonly now: number;
}

/** The timeline: `height` lines of at most `width` cells, from 80x14 on. */
export function composeTimeline(options: TimelineOptions): readonly string[] {
  const { model, height, style, width } = options;
  if (model.entries.length === 0) return filled([` ${emptyTimeline(model)}`], height);
  const { scale, tableRows, tableWidth, panelWidth } = layoutTimeline(model.entries, { width, height });
  const view = placeTimeline(options.view, model, tableRows);
  const picture = [
    composeTimelineLegend({ model, view, width, scale, style }),
    ...composeTimelineChart({ model, view, width, scale, style }),
  ];
  const table = composeTimelineTable({ ...options, view, width: tableWidth, rows: tableRows });
  const entry = selectedCapture(model, view);
  if (panelWidth === 0 || entry === undefined) return filled([...picture, ...table], height);
  const panel = composeCapturePanel({ model, entry, width: panelWidth, height: table.length - 1, style });
  // The rule below the picture goes through to the right edge.
  const beside = table.map((line, index) =>
    index === 0 ? '-'.repeat(width) : `${line}${SEAM}${panel[index - 1]!}`,
  );
  return filled([...picture, ...beside], height);
}

function emptyTimeline({ live, everyMs }: TimelineModel): string {
  if (!live) return 'the series holds no captures';
  return `no capture yet: one is taken every ${period(everyMs)}`;
}

function filled(lines: readonly string[], height: number): readonly string[] {
  return Array.from({ length: height }, (_, index) => lines[index] ?? '');
}
