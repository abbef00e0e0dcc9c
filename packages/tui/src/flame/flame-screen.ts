import type { ComparedSides } from '../diff/compared-sides.js';
import { whyNotComparable } from '../diff/why-not-comparable.js';
import type { LinePiece } from '../drawing/line-pieces.js';
import type { Metric } from '../engine/watch-engine.js';
import type { KeyPress } from '../keys/key-machine.js';
import { AsyncSlot } from '../screen/async-slot.js';
import type { Screen, ScreenContext, ScreenWish } from '../screen/screen.js';
import { typedFilter } from '../screen/typed-filter.js';
import { isFinding } from '../sites/verdict-sign.js';
import { composeFlame } from './compose-flame.js';
import { flameMarkdown } from './flame-markdown.js';
import type { FlameModel, GrownFlame } from './flame-model.js';
import { flamePosition } from './flame-position.js';
import { INITIAL_FLAME_VIEW, pressFlame, searchFlame } from './flame-view.js';
import { selectedFunction } from './selected-function.js';

export interface FlameScreenOptions {
  readonly sides: ComparedSides;
  /** An answer of the engine has come. */
  readonly changed: () => void;
}

/** The newest capture, or the one chosen in the diff, by call path, with what became of each path. */
export class FlameScreen implements Screen {
  readonly #sides: ComparedSides;
  readonly #tree: AsyncSlot<Omit<GrownFlame, 'suspect'>>;
  #view = INITIAL_FLAME_VIEW;
  #metric: Metric = 'inuse_space';
  #inverted = false;

  constructor({ sides, changed }: FlameScreenOptions) {
    this.#sides = sides;
    this.#tree = new AsyncSlot(changed);
  }

  readonly filter = typedFilter({
    text: () => this.#view.search,
    set: (search) => {
      this.#view = searchFlame(this.#view, search);
    },
  });

  press(press: KeyPress, context: ScreenContext): ScreenWish | 'done' | undefined {
    if (this.#sides.press(press.command, context.state)) return 'done';
    if (press.command === 'metric') {
      this.#metric = this.#metric === 'inuse_space' ? 'inuse_objects' : 'inuse_space';
      return 'done';
    }
    if (press.command === 'invert') {
      this.#inverted = !this.#inverted;
      return 'done';
    }
    const model = this.#model(context);
    if (press.command === 'open-detail') {
      const place = selectedFunction(model, this.#view);
      return place === undefined ? 'done' : { wish: 'detail', place };
    }
    const { width, height } = context;
    const view = pressFlame(this.#view, press, { model, width, height });
    if (view === undefined) return press.command === 'back' ? { wish: 'back' } : undefined;
    this.#view = view;
    return 'done';
  }

  body(context: ScreenContext): readonly string[] {
    const { width, height, style } = context;
    return composeFlame({ model: this.#model(context), view: this.#view, width, height, style });
  }

  position(context: ScreenContext): readonly LinePiece[] {
    return flamePosition({ model: this.#model(context), view: this.#view, style: context.style });
  }

  markdown(context: ScreenContext): string {
    return flameMarkdown(this.#model(context), this.#view);
  }

  place(context: ScreenContext) {
    const selected = selectedFunction(this.#model(context), this.#view);
    return selected && { ...selected, column: 1 };
  }

  captures({ state }: ScreenContext) {
    const { a, b } = this.#sides.of(state);
    return { a: a?.number, b: b?.number };
  }

  /** Asks the engine for a tree that is not known yet; the one before stays until it has come. */
  #model({ state, engine }: ScreenContext): FlameModel {
    const worst = state.report?.sites[0];
    const suspect = worst !== undefined && isFinding(worst.verdict) ? worst : undefined;
    const { a, b } = this.#sides.of(state);
    const metric = this.#metric;
    const inverted = this.#inverted;
    if (b === undefined) return { a, b, inverted, suspect, tree: 'no capture yet' };
    const refusal = a === undefined ? undefined : whyNotComparable(a, b);
    if (refusal !== undefined) return { a, b, inverted, suspect, tree: refusal };
    const base = a?.number;
    const { value, problem } = this.#tree.ask(`${base} ${b.number} ${metric} ${inverted}`, async () => ({
      a,
      b,
      inverted,
      tree: await engine.flame({ capture: b.number, base, metric, inverted }),
    }));
    if (problem !== undefined) return { a, b, inverted, suspect, tree: problem };
    return value === undefined
      ? { a, b, inverted, suspect, tree: 'adding up the call paths' }
      : { ...value, suspect };
  }
}
