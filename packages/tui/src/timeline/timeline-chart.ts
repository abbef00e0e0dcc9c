import { duration } from '@heaptide/report';
import type { CaptureEntry } from '../engine/capture-entry.js';
import { CellCanvas } from './cell-canvas.js';
import { type HeapScale, MIB } from './heap-scale.js';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import type { TimelineModel } from './timeline-model.js';
import { type TimelineBreak, type TimelineIndex, timelineIndex } from './timeline-index.js';
import { captureSigns, SIGN_ORDER, TIMELINE_SIGNS } from './timeline-signs.js';
import { captureNumbered, selectedCapture, type TimelineView } from './timeline-view.js';
import { timeTicks } from './time-ticks.js';

export interface TimelineChartOptions {
  readonly model: TimelineModel;
  readonly view: TimelineView;
  readonly width: number;
  readonly scale: HeapScale;
  readonly style: DrawingStyle;
}

/**
 * Heap used over time, a sign per capture: a line per value of the scale and two for the axis, which points at the
 * selected one. Captures are never joined: between two of them nothing is known.
 */
export function composeTimelineChart(options: TimelineChartOptions): readonly string[] {
  const { style, scale } = options;
  const labels = Array.from({ length: scale.rows }, (_, row) =>
    (scale.low + (scale.rows - 1 - row) * scale.step).toFixed(scale.decimals),
  );
  const labelWidth = Math.max(...labels.map((label) => label.length));
  const chart = new Chart(options, options.width - labelWidth - 4);
  const picture = chart.picture();
  const margin = ' '.repeat(labelWidth + 2);
  return [
    ...labels.map((label, row) => ` ${label.padStart(labelWidth)} | ${picture.line(row, style)}`.trimEnd()),
    ...chart.axis().map((line, index) => `${margin}${index === 0 ? '+-' : '  '}${line}`),
  ];
}

class Chart {
  readonly #options: TimelineChartOptions;
  readonly #rows: number;
  readonly #cells: number;
  readonly #index: TimelineIndex;

  constructor(options: TimelineChartOptions, cells: number) {
    this.#options = options;
    this.#rows = options.scale.rows;
    this.#cells = cells;
    this.#index = timelineIndex(options.model.entries);
  }

  picture(): CellCanvas {
    const { low, step, limit } = this.#options.scale;
    const canvas = new CellCanvas(this.#cells, this.#rows);
    const rowOf = (bytes: number): number => this.#rows - 1 - Math.round((bytes / MIB - low) / step);
    this.#drawCaptures(canvas, rowOf);
    this.#drawBreaks(canvas);
    if (limit === undefined) return canvas;
    for (let cell = 0; cell < this.#cells; cell += 2) canvas.write(cell, rowOf(limit), '-', 'warning');
    return canvas;
  }

  /** The line below the picture, and the times below that. */
  axis(): readonly string[] {
    const { model, view, style } = this.#options;
    const { earliest, latest } = this.#index;
    const ticks = timeTicks({ from: earliest, to: latest, cells: this.#cells });
    const ruler = new CellCanvas(this.#cells, 2);
    for (let cell = 0; cell < this.#cells; cell++) ruler.put(cell, 0, '-', 'plain');
    for (const { at, label } of ticks) {
      const column = this.#column(at);
      ruler.put(column, 0, '+', 'plain');
      const start = Math.max(
        0,
        Math.min(this.#cells - label.length, column - Math.floor((label.length - 1) / 2)),
      );
      ruler.write(start, 1, label, 'plain');
    }
    const selected = selectedCapture(model, view);
    if (selected !== undefined)
      ruler.put(this.#column(Date.parse(selected.metadata.time)), 0, '^', 'selected');
    return [ruler.line(0, style), ruler.line(1, style)];
  }

  /** What many captures are by themselves first, then the few that the user singled out. */
  #drawCaptures(canvas: CellCanvas, rowOf: (bytes: number) => number): void {
    const { model, view } = this.#options;
    const { heaps, signs } = this.#index;
    const weightiest = new Uint8Array(this.#cells * this.#rows).fill(SIGN_ORDER.length);
    for (let index = 0; index < heaps.length; index++) {
      const cell = rowOf(heaps[index]!) * this.#cells + this.#column(this.#index.times[index]!);
      weightiest[cell] = Math.min(weightiest[cell]!, signs[index]!);
    }
    for (const [cell, rank] of weightiest.entries()) {
      if (rank === SIGN_ORDER.length) continue;
      const { sign, tone } = TIMELINE_SIGNS[SIGN_ORDER[rank]!];
      canvas.put(cell % this.#cells, Math.floor(cell / this.#cells), sign, tone);
    }
    const singledOut = { ...view, baseline: model.baseline };
    const selected = selectedCapture(model, view);
    for (const number of [model.baseline, view.b, view.a, selected?.number]) {
      const entry = captureNumbered(model, number);
      if (entry === undefined) continue;
      const { sign, tone } = TIMELINE_SIGNS[captureSigns(entry, singledOut)[0]];
      const row = rowOf(entry.metadata.heapUsed);
      canvas.put(this.#column(timeOf(entry)), row, sign, entry === selected ? 'selected' : tone);
    }
  }

  #drawBreaks(canvas: CellCanvas): void {
    const drawn = new Set<number>();
    for (const between of this.#index.breaks) {
      const column = this.#breakColumn(between);
      if (drawn.has(column)) continue;
      drawn.add(column);
      const { sign, tone } = TIMELINE_SIGNS[between.kind];
      for (let line = 0; line < this.#rows; line++)
        if (canvas.isFree(column, line)) canvas.put(column, line, sign, tone);
      const text = breakLabel(between);
      for (let line = 0; line < this.#rows; line++)
        if (
          canvas.write(column + 2, line, text, tone) ||
          canvas.write(column - 1 - text.length, line, text, tone)
        )
          break;
    }
  }

  /** Half way between the two captures. */
  #breakColumn({ index }: TimelineBreak): number {
    const { times } = this.#index;
    return Math.ceil((this.#column(times[index - 1]!) + this.#column(times[index]!)) / 2);
  }

  #column(time: number): number {
    const { earliest, latest } = this.#index;
    const span = latest - earliest;
    return span <= 0 ? 0 : Math.round(((time - earliest) / span) * (this.#cells - 1));
  }
}

function breakLabel({ kind, before, after }: TimelineBreak): string {
  return kind === 'restart' ? 'restart' : `gap ${duration(timeOf(after) - timeOf(before))}`;
}

function timeOf({ metadata }: CaptureEntry): number {
  return Date.parse(metadata.time);
}
