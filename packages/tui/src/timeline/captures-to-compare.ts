import type { CaptureNumber } from '../engine/capture-entry.js';
import type { TimelineModel } from './timeline-model.js';
import { captureNumbered, selectedCapture, type TimelineView } from './timeline-view.js';
import { whyNotMarked } from './why-not-marked.js';

export type CapturesToCompare =
  { readonly a: CaptureNumber; readonly b: CaptureNumber } | { readonly refusal: string };

/**
 * The two captures that `enter` compares: A and B as marked; otherwise A, the baseline, or the first capture of the same
 * life, against the selected one.
 */
export function capturesToCompare(model: TimelineModel, view: TimelineView): CapturesToCompare {
  const selected = selectedCapture(model, view);
  if (selected === undefined) return { refusal: 'there is no capture yet' };
  const first = model.entries.find(({ life }) => life === selected.life);
  const baseline = captureNumbered(model, model.baseline);
  const a =
    captureNumbered(model, view.a) ?? (baseline?.life === selected.life ? baseline : undefined) ?? first!;
  const b = captureNumbered(model, view.b) ?? selected;
  if (a.number === b.number) {
    const which =
      a.number === view.a
        ? 'marked A'
        : a.number === model.baseline
          ? 'the baseline'
          : 'the first of its life';
    return { refusal: `capture ${a.number} is ${which}: select another one to compare it with` };
  }
  const refusal = whyNotMarked(a, b);
  return refusal === undefined ? { a: a.number, b: b.number } : { refusal };
}
