import type { SourcePlace } from '../detail/source-excerpt.js';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import type { EngineState, ExportRequest, WatchEngine } from '../engine/watch-engine.js';
import { helpLength, type HelpPageOptions } from '../help/compose-help.js';
import { pressHelp } from '../help/press-help.js';
import { KeyMachine, type KeyPress } from '../keys/key-machine.js';
import { KEY_TABLE, type KeyMode } from '../keys/key-table.js';
import { composeFrame, type Frame, type FrameMode } from './compose-frame.js';
import { EngineActs } from './engine-acts.js';
import { type FrameLayout, layoutFrame } from './frame-layout.js';
import { notice } from './notice.js';
import { type CostlyAct, type Question, questionFor } from './question.js';
import type { ScreenContext, ScreenWish } from './screen.js';
import { ScreenStack, type ViewName } from './screen-stack.js';
import type { AskableSite } from '../why/site-answer.js';
import { Spinner } from '../why/spinner.js';
import { pressWhy } from '../why/press-why.js';

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

const NOTE_LENGTH = 200;
const EXPORTS: Partial<Record<KeyPress['command'], ExportRequest['kind']>> = {
  'export-pprof': 'pprof',
  'export-svg': 'svg',
  'export-json': 'json',
  'export-markdown': 'markdown',
};
const COSTLY: Partial<Record<KeyPress['command'], CostlyAct>> = {
  'ask-capture': 'capture',
  'ask-snapshot': 'snapshot',
  'ask-exact': 'exact',
};
const VIEWS: Partial<Record<KeyPress['command'], ViewName>> = {
  'view-live': 'live',
  'view-diff': 'diff',
  'view-flame': 'flame',
  'view-timeline': 'timeline',
};

/** Brings together what the engine knows and what the user does; every change makes one new frame. */
export class ScreenController {
  readonly #options: ScreenControllerOptions;
  readonly #machine = new KeyMachine();
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: () => void;
  readonly #stack: ScreenStack;
  readonly #acts: EngineActs;
  readonly #spinner: Spinner;
  #mode: FrameMode = 'screen';
  #question: Question | undefined;
  /** What is being typed as a note. */
  #typed = '';
  #helpTop = 0;
  #presses = 0;
  /** What became of the last act; until the next key. */
  #message: string | undefined;
  /** The problem that stood there when a key was pressed: it has been read. */
  #knownProblem: string | undefined;
  #frame: Frame;

  constructor(options: ScreenControllerOptions) {
    const { engine, first, style } = options;
    const changed = (): void => this.refresh();
    this.#options = options;
    this.#stack = new ScreenStack({ first, ascii: style.ascii, changed });
    this.#acts = new EngineActs(engine);
    this.#spinner = new Spinner(changed);
    this.#frame = this.#compose();
    this.#unsubscribe = engine.subscribe(changed);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): Frame => this.#frame;

  /** Applies all keys of a burst, then shows the result once. */
  press(names: readonly string[]): void {
    for (const name of names) {
      const press = this.#machine.press(name, { mode: this.#keyMode, screen: this.#stack.name });
      if (press !== undefined) this.#apply(press);
    }
    this.refresh();
  }

  /** The engine, the clock or the size of the terminal has changed. */
  refresh(): void {
    this.#spinner.turn(this.#state.asked !== undefined);
    this.#frame = this.#compose();
    for (const listener of [...this.#listeners]) listener();
  }

  dispose(): void {
    this.#unsubscribe();
    this.#spinner.turn(false);
    this.#listeners.clear();
  }

  get #state(): EngineState {
    return this.#options.engine.getSnapshot();
  }

  get #costly(): boolean {
    return !this.#options.readOnly && this.#state.isLive;
  }

  get #keyMode(): KeyMode {
    return this.#mode === 'screen' ? this.#stack.name : this.#mode;
  }

  #apply(press: KeyPress): void {
    this.#presses++;
    this.#message = undefined;
    this.#knownProblem = this.#state.problem;
    if (press.command === 'quit') this.#options.quit();
    else if (press.command === 'suspend') this.#options.suspend();
    else if (this.#mode === 'help') this.#applyToHelp(press);
    else if (this.#mode === 'filter') this.#applyToFilter(press);
    else if (this.#mode === 'note') this.#applyToNote(press);
    else if (this.#mode === 'screen') this.#act(press);
    else this.#answer(press);
  }

  #applyToHelp(press: KeyPress): void {
    const layout = this.#layout();
    const length = helpLength(this.#helpOptions(layout));
    const top = pressHelp(this.#helpTop, press, { length, page: layout.bodyLines });
    if (top === undefined) this.#mode = 'screen';
    else this.#helpTop = top;
  }

  #applyToFilter(press: KeyPress): void {
    const { filter } = this.#stack.shown;
    if (filter === undefined) return;
    const text = press.command === 'cancel' ? '' : edited(filter.text, press);
    if (text !== undefined) filter.set(text);
    if (press.command === 'cancel' || press.command === 'accept') this.#mode = 'screen';
  }

  #applyToNote(press: KeyPress): void {
    this.#typed = edited(this.#typed, press)?.slice(0, NOTE_LENGTH) ?? this.#typed;
    if (press.command === 'accept')
      this.#acts.writeNote(this.#stack.timeline.selected(this.#context()), this.#typed);
    if (press.command === 'cancel' || press.command === 'accept') this.#mode = 'screen';
  }

  /** An answer to what was asked; any other key drops the question and does what it does. */
  #answer(press: KeyPress): void {
    const question = this.#question;
    const form = EXPORTS[press.command];
    this.#mode = 'screen';
    this.#question = undefined;
    if (press.command === 'confirm' && question !== undefined) this.#do(question);
    else if (form !== undefined) void this.#report(this.#acts.export(form, this.#exported()));
    else if (press.command !== 'dismiss') this.#act(press);
  }

  #do(question: Question): void {
    if (question.act === 'why') void this.#askWhy(question.site);
    else void this.#report(this.#acts.do(question.act));
  }

  #act(press: KeyPress): void {
    const { command } = press;
    const costly = COSTLY[command];
    const view = VIEWS[command];
    if (costly !== undefined) this.#ask(() => questionFor(costly, this.#state));
    else if (view !== undefined) this.#stack.show(view);
    else if (!this.#actHere(press)) this.#actOnScreen(press);
  }

  /** What means the same on every screen; `false` for a press that does not. */
  #actHere(press: KeyPress): boolean {
    const { timeline } = this.#stack;
    switch (press.command) {
      case 'next-view':
      case 'previous-view':
        this.#stack.turn(press.command === 'next-view' ? 1 : -1);
        return true;
      case 'ask-why':
        this.#why();
        return true;
      case 'back':
        return this.#takeBack();
      case 'help':
        this.#mode = 'help';
        this.#helpTop = 0;
        return true;
      case 'filter':
        if (this.#stack.shown.filter !== undefined) this.#mode = 'filter';
        return true;
      case 'note':
        this.#typed = timeline.selected(this.#context())?.note ?? '';
        this.#mode = 'note';
        return true;
      case 'export':
        if (this.#state.entries.length > 0) this.#mode = 'export';
        else this.#message = 'nothing to export yet';
        return true;
      case 'copy':
        void this.#report(this.#copy());
        return true;
      case 'edit':
        void this.#report(this.#edit());
        return true;
      case 'pause':
        this.#acts.pause();
        return true;
      case 'faster':
      case 'slower':
        if (this.#costly) this.#acts.changePace(press.command === 'faster');
        return true;
      case 'unit':
        void this.#report(this.#acts.nextUnit());
        return true;
      case 'pin':
        this.#acts.turnPin(timeline.selected(this.#context()));
        return true;
      case 'set-baseline':
        this.#setBaseline(press);
        return true;
      case 'clear-baseline':
        this.#options.engine.setBaseline(undefined);
        this.#stack.live.press(press, this.#context());
        return true;
      default:
        return false;
    }
  }

  #actOnScreen(press: KeyPress): void {
    const result = this.#stack.shown.press(press, this.#context());
    if (result !== undefined && result !== 'done') this.#grant(result);
  }

  #grant(wish: ScreenWish): void {
    switch (wish.wish) {
      case 'detail':
        this.#stack.openDetail(wish.place);
        break;
      case 'diff':
        this.#stack.sides.choose(wish.a, wish.b);
        this.#stack.show('diff');
        break;
      case 'back':
        this.#stack.back();
    }
  }

  /** Shows who keeps what the site makes, or asks whether to ask; on the answer itself whether to ask again. */
  #why(): void {
    const isShown = this.#stack.name === 'why';
    const { shown } = this.#stack;
    // What is asked about stays selected, wherever it moves.
    shown.press({ command: 'ask-why' }, this.#context());
    const site = shown.site?.(this.#context());
    const outcome = pressWhy(site, { state: this.#state, isShown, style: this.#options.style });
    if ('open' in outcome) this.#stack.openWhy(outcome.open);
    else if ('say' in outcome) this.#message = outcome.say;
    else this.#ask(() => outcome.ask);
  }

  /** Ends the question that is under way; `false` where there is none, and the press means something else. */
  #takeBack(): boolean {
    const { asked } = this.#state;
    if (asked === undefined || asked.isEnding) return false;
    this.#options.engine.endWhy();
    return true;
  }

  /** Shows the answer to who has waited for it; who has gone on meanwhile is told that it is there. */
  async #askWhy(site: AskableSite): Promise<void> {
    const presses = this.#presses;
    try {
      this.#message = await this.#acts.askWhy(site);
      if (this.#presses === presses && this.#stack.name !== 'why') this.#stack.openWhy(site);
    } catch (error) {
      this.#message = (error as Error).message;
    }
    this.refresh();
  }

  #ask(question: () => Question): void {
    if (!this.#state.isLive) this.#message = 'a saved series: there is no process to ask';
    else if (this.#options.readOnly)
      this.#message = 'read only: nothing is asked of the process but captures';
    else {
      this.#question = question();
      this.#mode = 'confirm';
    }
  }

  async #copy(): Promise<string> {
    const markdown = await this.#stack.shown.markdown(this.#context());
    return this.#options.takeAway.copy(markdown);
  }

  #edit(): Promise<string | undefined> {
    const place = this.#stack.shown.place(this.#context());
    return place === undefined
      ? Promise.resolve('nothing is selected that has a place in a file')
      : this.#options.takeAway.edit(place);
  }

  /** The newest capture, or on the timeline the one that is selected. */
  #setBaseline(press: KeyPress): void {
    const context = this.#context();
    const isChosen = this.#stack.name === 'timeline';
    const capture = isChosen ? this.#stack.timeline.selected(context) : this.#state.entries.at(-1);
    this.#message = this.#acts.setBaseline(capture);
    this.#stack.sides.follow();
    // The live view counts from now, whatever was captured before.
    this.#stack.live.press(isChosen ? { command: 'clear-baseline' } : press, context);
  }

  #exported() {
    return this.#stack.shown.captures?.(this.#context()) ?? { a: undefined, b: undefined };
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
    return layoutFrame({ ...size(), screen: this.#stack.name, hasNotice: told !== undefined });
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
    return composeFrame({
      layout,
      context: this.#context(layout),
      screen: this.#stack.shown,
      name: this.#stack.name,
      title: this.#options.title,
      mode: this.#mode,
      question: this.#question,
      typed: this.#typed,
      message: this.#message,
      knownProblem: this.#knownProblem,
      help: { ...this.#helpOptions(layout), top: this.#helpTop, height: layout.bodyLines },
    });
  }
}

/** A typed line after a press; `undefined` when the press does not change it. */
function edited(text: string, press: KeyPress): string | undefined {
  switch (press.command) {
    case 'type':
      return text + press.text;
    case 'erase':
      return Array.from(text).slice(0, -1).join('');
    case 'erase-all':
      return '';
    default:
      return undefined;
  }
}
