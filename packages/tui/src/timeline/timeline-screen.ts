import type { LinePiece } from '../drawing/line-pieces.js';
import type { CaptureEntry } from '../engine/capture-entry.js';
import type { KeyPress } from '../keys/key-machine.js';
import type { Screen, ScreenContext, ScreenWish } from '../screen/screen.js';
import { capturesToCompare } from './captures-to-compare.js';
import { composeTimeline } from './compose-timeline.js';
import { layoutTimeline } from './timeline-layout.js';
import { timelineMarkdown } from './timeline-markdown.js';
import type { TimelineModel } from './timeline-model.js';
import { timelinePosition } from './timeline-position.js';
import { INITIAL_TIMELINE_VIEW, placeTimeline, pressTimeline, selectedCapture } from './timeline-view.js';

/** The captures of the series, and what happened between them. */
export class TimelineScreen implements Screen {
  #view = INITIAL_TIMELINE_VIEW;

  /** The capture that pin, note and baseline are about. */
  selected(context: ScreenContext): CaptureEntry | undefined {
    return selectedCapture(this.#model(context), this.#view);
  }

  press(press: KeyPress, context: ScreenContext): ScreenWish | 'done' | undefined {
    const model = this.#model(context);
    if (press.command === 'open') {
      const compared = capturesToCompare(model, this.#view);
      if (!('refusal' in compared)) return { wish: 'diff', ...compared };
      this.#view = { ...this.#view, refusal: compared.refusal };
      return 'done';
    }
    const page = this.#page(context);
    const view = pressTimeline(this.#view, press, { model, page });
    if (view === undefined) return press.command === 'back' ? { wish: 'back' } : undefined;
    this.#view = view;
    return 'done';
  }

  body(context: ScreenContext): readonly string[] {
    const { width, height, style, now } = context;
    const model = this.#model(context);
    this.#view = placeTimeline(this.#view, model, this.#page(context));
    return composeTimeline({ model, view: this.#view, width, height, style, now });
  }

  position(context: ScreenContext): readonly LinePiece[] {
    const { width, style } = context;
    const page = this.#page(context);
    const model = this.#model(context);
    return timelinePosition(model, placeTimeline(this.#view, model, page), { width, page, style });
  }

  markdown(context: ScreenContext): string {
    return timelineMarkdown(this.#model(context), this.#view);
  }

  place(): undefined {
    return undefined;
  }

  captures(context: ScreenContext) {
    return { a: undefined, b: this.selected(context)?.number };
  }

  #page({ state, width, height }: ScreenContext): number {
    return layoutTimeline(state.entries, { width, height }).tableRows;
  }

  #model({ state }: ScreenContext): TimelineModel {
    const { entries, baseline, isLive, everyMs, report, savedIn, capacity } = state;
    return {
      entries,
      baseline,
      live: isLive,
      everyMs,
      unit: report?.unit ?? 'second',
      savedIn,
      capacity,
      size: entries.reduce((sum, entry) => sum + entry.size, 0),
    };
  }
}
