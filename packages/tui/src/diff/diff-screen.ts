import type { CaptureComparison } from '@heaptide/report/browse';
import type { LinePiece } from '../drawing/line-pieces.js';
import type { CaptureEntry } from '../engine/capture-entry.js';
import type { KeyPress } from '../keys/key-machine.js';
import { AsyncSlot } from '../screen/async-slot.js';
import type { Screen, ScreenContext, ScreenWish } from '../screen/screen.js';
import { typedFilter } from '../screen/typed-filter.js';
import type { ComparedSides } from './compared-sides.js';
import { composeDiff } from './compose-diff.js';
import { diffPage } from './diff-layout.js';
import { diffMarkdown } from './diff-markdown.js';
import type { DiffModel, SitePaths } from './diff-model.js';
import { diffPosition } from './diff-position.js';
import { INITIAL_DIFF_VIEW, placeDiff, pressDiff, selectedSite, shownRows } from './diff-view.js';
import { whyNotComparable } from './why-not-comparable.js';

export interface DiffScreenOptions {
  readonly sides: ComparedSides;
  /** An answer of the engine has come. */
  readonly changed: () => void;
}

interface Compared {
  readonly a: CaptureEntry;
  readonly b: CaptureEntry;
  readonly comparison: CaptureComparison;
}

/** Any capture against any other. */
export class DiffScreen implements Screen {
  readonly #sides: ComparedSides;
  readonly #comparison: AsyncSlot<Compared>;
  readonly #paths: AsyncSlot<SitePaths>;
  #view = INITIAL_DIFF_VIEW;
  #found = '';

  constructor({ sides, changed }: DiffScreenOptions) {
    this.#sides = sides;
    this.#comparison = new AsyncSlot(changed);
    this.#paths = new AsyncSlot(changed);
  }

  readonly filter = typedFilter({
    text: () => this.#view.filter,
    found: () => this.#found,
    set: (filter) => {
      this.#view = { ...this.#view, filter };
    },
  });

  press(press: KeyPress, context: ScreenContext): ScreenWish | 'done' | undefined {
    if (this.#sides.press(press.command, context.state)) return 'done';
    const model = this.#model(context);
    if (press.command === 'open-detail') {
      const site = selectedSite(model, this.#view);
      return site === undefined ? 'done' : { wish: 'detail', place: site };
    }
    const view = pressDiff(this.#view, press, { model, page: diffPage(context) });
    if (view === undefined) return press.command === 'back' ? { wish: 'back' } : undefined;
    this.#view = view;
    return 'done';
  }

  body(context: ScreenContext): readonly string[] {
    const { width, height, style } = context;
    return composeDiff({ model: this.#model(context), view: this.#view, width, height, style });
  }

  position(context: ScreenContext): readonly LinePiece[] {
    const model = this.#model(context);
    return diffPosition({ model, view: this.#view, page: diffPage(context), style: context.style });
  }

  markdown(context: ScreenContext): string {
    return diffMarkdown(this.#model(context), this.#view);
  }

  place(context: ScreenContext) {
    const site = selectedSite(this.#model(context), this.#view);
    return site && { ...site, column: 1 };
  }

  captures({ state }: ScreenContext) {
    const { a, b } = this.#sides.of(state);
    return { a: a?.number, b: b?.number };
  }

  /** Asks the engine for what is not known yet; the comparison before stays until the next has come. */
  #model({ state, engine, width, height }: ScreenContext): DiffModel {
    const { a, b } = this.#sides.of(state);
    const model = {
      a,
      b,
      baseline: state.baseline,
      latest: state.entries.at(-1)?.number,
      unit: state.report?.unit ?? 'second',
      comparison: undefined,
      refusal: undefined,
      paths: undefined,
    };
    if (a === undefined || b === undefined) return model;
    const refusal = whyNotComparable(a, b);
    if (refusal !== undefined) return { ...model, refusal };
    const { value, isCurrent, problem } = this.#comparison.ask(`${a.number} ${b.number}`, async () => ({
      a,
      b,
      comparison: await engine.compare(a.number, b.number),
    }));
    if (problem !== undefined) return { ...model, refusal: problem };
    const shown = isCurrent || value === undefined ? { a, b } : { a: value.a, b: value.b };
    const known: DiffModel = { ...model, ...shown, comparison: value?.comparison };
    this.#view = placeDiff(this.#view, known, diffPage({ width, height }));
    this.#found = `${shownRows(known, this.#view).rows.length} of ${known.comparison?.rows.length ?? 0}`;
    const site = selectedSite(known, this.#view);
    if (site === undefined) return known;
    const [from, to] = [shown.a.number, shown.b.number];
    const key = `${from} ${to} ${site.line} ${site.function} ${site.file}`;
    const paths = this.#paths.ask(key, async () => ({ site, changes: await engine.paths(from, to, site) }));
    return { ...known, paths: paths.value };
  }
}
