import { safeText } from '@heaptide/report';
import type { SourcePlace } from '../detail/source-excerpt.js';
import { DetailScreen } from '../detail/detail-screen.js';
import { ComparedSides } from '../diff/compared-sides.js';
import { DiffScreen } from '../diff/diff-screen.js';
import { FlameScreen } from '../flame/flame-screen.js';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import type { EngineState, ExportRequest, WatchEngine } from '../engine/watch-engine.js';
import { helpLength, type HelpPageOptions } from '../help/compose-help.js';
import { pressHelp } from '../help/press-help.js';
import { KeyMachine, type KeyPress } from '../keys/key-machine.js';
import { KEY_TABLE, type KeyMode, type ScreenName } from '../keys/key-table.js';
import { LiveScreen } from '../live/live-screen.js';
import { TimelineScreen } from '../timeline/timeline-screen.js';
import { composeFrame, type Frame } from './compose-frame.js';
import { type FrameLayout, layoutFrame } from './frame-layout.js';
import { notice } from './notice.js';
import { type CostlyAct, type Question, questionFor } from './question.js';
import type { Screen, ScreenContext, ScreenWish } from './screen.js';

/** What leaves the screen. */
export interface TakeAway {
  /** Gives the line that says what became of it. */
  copy(markdown: string): string;
  /** Opens an editor, and gives the line that says what went wrong, if something did. */
  edit(place: SourcePlace): Promise<string | undefined>;
}

export interface ScreenControllerOptions {
  readonly engine: WatchEngine;
  readonly style: DrawingStyle;
  readonly title: string;
  /** The view to begin with. */
  readonly first: 'live' | 'diff';
  /** Nothing that costs the watched process something can be asked for. */
  readonly readOnly: boolean;
  readonly size: () => { readonly columns: number; readonly rows: number };
  readonly now: () => number;
  readonly takeAway: TakeAway;
  readonly quit: () => void;
  readonly suspend: () => void;
}

const VIEWS = ['live', 'diff', 'flame', 'timeline'] as const;
const NOTE_LENGTH = 200;
const EVERY = { least: 1000, most: 600_000, factor: 2 };
const EXPORTS = {
  'export-pprof': 'pprof',
  'export-svg': 'svg',
  'export-json': 'json',
  'export-markdown': 'markdown',
} as const satisfies Partial<Record<KeyPress['command'], ExportRequest['kind']>>;
const COSTLY: Partial<Record<KeyPress['command'], CostlyAct>> = {
  'ask-capture': 'capture',
  'ask-snapshot': 'snapshot',
  'ask-exact': 'exact',
};

/** Brings together what the engine knows and what the user does; every change makes one new frame. */
export class ScreenController {
  readonly #options: ScreenControllerOptions;
  readonly #machine = new KeyMachine();
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: () => void;
  readonly #timeline: TimelineScreen;
  readonly #screens: Readonly<Record<Exclude<ScreenName, 'detail'>, Screen>>;
  readonly #sides = new ComparedSides();
  readonly #changed = (): void => this.refresh();
  /** The details that were opened one from the other, the present one last. */
  #details: readonly DetailScreen[] = [];
  #name: ScreenName = 'live';
  /** The view that `back` leads to from a detail. */
  #behind: Exclude<ScreenName, 'detail'> = 'live';
  #mode: 'screen' | 'help' | 'confirm' | 'export' | 'filter' | 'note' = 'screen';
  #question: Question | undefined;
  #typed = '';
  #helpTop = 0;
  /** What became of the last act; until the next key. */
  #message: string | undefined;
  #frame: Frame;

  constructor(options: ScreenControllerOptions) {
    this.#options = options;
    const { ascii } = options.style;
    const changed = this.#changed;
    const sides = this.#sides;
    this.#timeline = new TimelineScreen();
    this.#screens = {
      live: new LiveScreen({ ascii, changed }),
      diff: new DiffScreen({ changed, sides }),
      flame: new FlameScreen({ changed, sides }),
      timeline: this.#timeline,
    };
    this.#name = options.first;
    this.#frame = this.#compose();
    this.#unsubscribe = options.engine.subscribe(changed);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): Frame => this.#frame;

  /** Applies all keys of a burst, then shows the result once. */
  press(names: readonly string[]): void {
    for (const name of names) {
      const press = this.#machine.press(name, { mode: this.#keyMode, screen: this.#name });
      if (press !== undefined) this.#apply(press);
    }
    this.refresh();
  }

  /** The engine, the clock or the size of the terminal has changed. */
  refresh(): void {
    this.#frame = this.#compose();
    for (const listener of [...this.#listeners]) listener();
  }

  dispose(): void {
    this.#unsubscribe();
    this.#listeners.clear();
  }

  get #state(): EngineState {
    return this.#options.engine.getSnapshot();
  }

  get #costly(): boolean {
    return !this.#options.readOnly && this.#state.isLive;
  }

  get #screen(): Screen {
    return this.#name === 'detail' ? this.#details.at(-1)! : this.#screens[this.#name];
  }

  get #keyMode(): KeyMode {
    return this.#mode === 'screen' ? this.#name : this.#mode;
  }

  #apply(press: KeyPress): void {
    this.#message = undefined;
    switch (this.#mode) {
      case 'help':
        this.#applyToHelp(press);
        break;
      case 'filter':
        this.#applyToFilter(press);
        break;
      case 'note':
        this.#applyToNote(press);
        break;
      case 'export':
      case 'confirm':
        this.#answer(press);
        break;
      case 'screen':
        this.#act(press);
    }
  }

  #applyToHelp(press: KeyPress): void {
    if (this.#actEverywhere(press)) return;
    const layout = this.#layout();
    const length = helpLength(this.#helpOptions(layout));
    const top = pressHelp(this.#helpTop, press, { length, page: layout.bodyLines });
    if (top === undefined) this.#mode = 'screen';
    else this.#helpTop = top;
  }

  #applyToFilter(press: KeyPress): void {
    const { filter } = this.#screen;
    if (filter === undefined || this.#actEverywhere(press)) return;
    if (press.command === 'type') filter.set(filter.text + press.text);
    else if (press.command === 'erase') filter.set(withoutLast(filter.text));
    else if (press.command === 'erase-all') filter.set('');
    else {
      if (press.command === 'cancel') filter.set('');
      this.#mode = 'screen';
    }
  }

  #applyToNote(press: KeyPress): void {
    if (this.#actEverywhere(press)) return;
    if (press.command === 'type') this.#typed = (this.#typed + press.text).slice(0, NOTE_LENGTH);
    else if (press.command === 'erase') this.#typed = withoutLast(this.#typed);
    else if (press.command === 'erase-all') this.#typed = '';
    else {
      const selected = this.#timeline.selected(this.#context());
      if (press.command === 'accept' && selected !== undefined)
        this.#options.engine.mark(selected.number, { note: this.#typed.trim() });
      this.#mode = 'screen';
    }
  }

  /** An answer to what was asked; any other key drops the question and does what it does. */
  #answer(press: KeyPress): void {
    const question = this.#question;
    const isConfirm = this.#mode === 'confirm';
    this.#mode = 'screen';
    this.#question = undefined;
    if (press.command === 'confirm' && isConfirm && question !== undefined) this.#do(question.act);
    else if (Object.hasOwn(EXPORTS, press.command))
      this.#export(EXPORTS[press.command as keyof typeof EXPORTS]);
    else if (press.command !== 'dismiss') this.#act(press);
  }

  #act(press: KeyPress): void {
    if (this.#actEverywhere(press)) return;
    const { command } = press;
    const costly = COSTLY[command];
    if (costly !== undefined) {
      this.#ask(costly);
      return;
    }
    switch (command) {
      case 'view-live':
      case 'view-diff':
      case 'view-flame':
      case 'view-timeline':
        this.#show(command.slice('view-'.length) as (typeof VIEWS)[number]);
        return;
      case 'next-view':
      case 'previous-view':
        this.#turn(command === 'next-view' ? 1 : -1);
        return;
      case 'filter':
        if (this.#screen.filter !== undefined) this.#mode = 'filter';
        return;
      case 'export':
        if (this.#state.entries.length > 0) this.#mode = 'export';
        else this.#message = 'nothing to export yet';
        return;
      case 'copy':
        void this.#copy();
        return;
      case 'edit':
        void this.#edit();
        return;
      case 'note':
        this.#typed = this.#timeline.selected(this.#context())?.note ?? '';
        this.#mode = 'note';
        return;
      default:
        this.#actOnEngine(press);
    }
  }

  /** What works whatever has the floor. */
  #actEverywhere({ command }: KeyPress): boolean {
    if (command === 'quit') this.#options.quit();
    else if (command === 'suspend') this.#options.suspend();
    else return false;
    return true;
  }

  #actOnEngine(press: KeyPress): void {
    const { engine } = this.#options;
    const state = this.#state;
    switch (press.command) {
      case 'help':
        this.#mode = 'help';
        this.#helpTop = 0;
        return;
      case 'pause':
        if (state.paused) engine.release();
        else if (state.isLive) engine.hold();
        return;
      case 'faster':
      case 'slower':
        if (state.isLive && this.#costly) this.#changePace(press.command === 'faster');
        return;
      case 'unit':
        void this.#nextUnit();
        return;
      case 'pin': {
        const selected = this.#timeline.selected(this.#context());
        if (selected !== undefined) engine.mark(selected.number, { pinned: !selected.pinned });
        return;
      }
      case 'set-baseline':
        this.#setBaseline();
        return;
      case 'clear-baseline':
        engine.setBaseline(undefined);
        this.#screens.live.press(press, this.#context());
        return;
      default:
        this.#actOnScreen(press);
    }
  }

  #actOnScreen(press: KeyPress): void {
    const result = this.#screen.press(press, this.#context());
    if (result === undefined || result === 'done') return;
    this.#grant(result);
  }

  #grant(wish: ScreenWish): void {
    switch (wish.wish) {
      case 'detail':
        if (this.#name !== 'detail') {
          this.#behind = this.#name;
          this.#details = [];
        }
        this.#details = [...this.#details, new DetailScreen(wish.place, { changed: this.#changed })];
        this.#name = 'detail';
        break;
      case 'diff':
        this.#sides.choose(wish.a, wish.b);
        this.#show('diff');
        break;
      case 'back':
        this.#goBack();
    }
  }

  #goBack(): void {
    if (this.#name !== 'detail') {
      this.#name = 'live';
      return;
    }
    this.#details = this.#details.slice(0, -1);
    if (this.#details.length === 0) this.#name = this.#behind;
  }

  #show(name: Exclude<ScreenName, 'detail'>): void {
    this.#name = name;
    this.#details = [];
  }

  #turn(by: number): void {
    const at = VIEWS.indexOf(this.#name as (typeof VIEWS)[number]);
    this.#show(VIEWS[(at + by + VIEWS.length) % VIEWS.length]!);
  }

  #ask(act: CostlyAct): void {
    if (!this.#state.isLive) {
      this.#message = 'a saved series: there is no process to ask';
      return;
    }
    if (this.#options.readOnly) {
      this.#message = 'read only: nothing is asked of the process but captures';
      return;
    }
    this.#question = questionFor(act, this.#state);
    this.#mode = 'confirm';
  }

  #do(act: CostlyAct): void {
    const { engine } = this.#options;
    switch (act) {
      case 'capture':
        engine.captureNow();
        break;
      case 'snapshot':
        void this.#report(engine.heapSnapshot().then((path) => `heap snapshot written to ${path}`));
        break;
      case 'exact': {
        const on = this.#state.exact === undefined;
        void this.#report(
          engine
            .setExact(on)
            .then(() => (on ? 'exact sites are on until x again' : 'exact sites are off again')),
        );
      }
    }
  }

  #export(kind: ExportRequest['kind']): void {
    const { entries } = this.#state;
    const newest = entries.at(-1)?.number;
    if (newest === undefined) return;
    const { a, b } = this.#screen.captures?.(this.#context()) ?? { a: undefined, b: newest };
    void this.#report(this.#options.engine.export({ kind, capture: b ?? newest, base: a }));
  }

  async #copy(): Promise<void> {
    const { takeAway } = this.#options;
    await this.#report(
      Promise.resolve(this.#screen.markdown(this.#context())).then((markdown) => takeAway.copy(markdown)),
    );
  }

  async #edit(): Promise<void> {
    const place = this.#screen.place(this.#context());
    if (place === undefined) {
      this.#message = 'nothing is selected that has a place in a file';
      return;
    }
    await this.#report(this.#options.takeAway.edit(place));
  }

  async #nextUnit(): Promise<void> {
    const { units, report } = this.#state;
    if (report === undefined || units.length < 2) {
      this.#message = 'there is no other unit of work';
      return;
    }
    const next = units[(units.indexOf(report.unit) + 1) % units.length]!;
    await this.#report(
      this.#options.engine.setUnit(next).then(() => `growth is per ${safeText(next)} now, judged anew`),
    );
  }

  #setBaseline(): void {
    const context = this.#context();
    const isChosen = this.#name === 'timeline';
    const capture = isChosen ? this.#timeline.selected(context)?.number : this.#state.entries.at(-1)?.number;
    if (capture === undefined) {
      this.#message = 'no capture yet';
      return;
    }
    this.#options.engine.setBaseline(capture);
    this.#sides.follow();
    if (!isChosen) this.#screens.live.press({ command: 'set-baseline' }, context);
    this.#message = `baseline is capture ${capture}: 2 shows what changed since`;
  }

  #changePace(isFaster: boolean): void {
    const { everyMs } = this.#state;
    const next = isFaster ? everyMs / EVERY.factor : everyMs * EVERY.factor;
    this.#options.engine.setEvery(Math.round(Math.max(EVERY.least, Math.min(EVERY.most, next))));
  }

  /** Shows what becomes of something, be it a problem. */
  async #report(outcome: Promise<string | undefined>): Promise<void> {
    try {
      this.#message = await outcome;
    } catch (error) {
      this.#message = (error as Error).message;
    }
    this.refresh();
  }

  #layout(): FrameLayout {
    const { size, now, style } = this.#options;
    const told = notice(this.#state, { now: now(), ascii: style.ascii });
    return layoutFrame({ ...size(), screen: this.#name, hasNotice: told !== undefined });
  }

  #context(layout = this.#layout()): ScreenContext {
    const { engine, style, now } = this.#options;
    return {
      state: this.#state,
      engine,
      style,
      now: now(),
      width: layout.columns,
      height: layout.bodyLines,
      costly: this.#costly,
    };
  }

  #helpOptions({ columns }: FrameLayout): HelpPageOptions {
    const { style, readOnly } = this.#options;
    return { table: KEY_TABLE, width: columns, style, readOnly, live: this.#state.isLive };
  }

  #compose(): Frame {
    const layout = this.#layout();
    const { title } = this.#options;
    return composeFrame({
      layout,
      context: this.#context(layout),
      screen: this.#screen,
      name: this.#name,
      title,
      mode: this.#mode,
      question: this.#question,
      typed: this.#typed,
      message: this.#message,
      help: { ...this.#helpOptions(layout), top: this.#helpTop, height: layout.bodyLines },
    });
  }
}

function withoutLast(text: string): string {
  return Array.from(text).slice(0, -1).join('');
}
