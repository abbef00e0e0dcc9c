import { baselineOf } from '../sites/baseline.js';
import { cursorMove } from './cursor-move.js';
import { KeyMachine, type KeyPress } from '../keys/key-machine.js';
import { type RowSet, RowSource } from '../sites/row-source.js';
import { type ScreenLayout, layoutScreen } from '../drawing/screen-layout.js';
import type { SiteRow } from '../sites/site-row.js';
import { watchNotice } from './watch-notice.js';
import type { WatchSession } from '../session/watch-session.js';
import type { WatchState } from '../session/watch-state.js';
import {
  INITIAL_VIEW,
  type WatchView,
  eraseCharacter,
  nextSort,
  placeSelection,
  reverseSort,
  selectRow,
  stepBack,
} from './watch-view.js';

/** All that one frame is drawn from. */
export interface WatchSnapshot {
  readonly state: WatchState;
  readonly view: WatchView;
  readonly layout: ScreenLayout;
  /** Filtered and sorted. */
  readonly rows: readonly SiteRow[];
  /** Sites before the filter. */
  readonly total: number;
  readonly notice: string | undefined;
  readonly now: number;
}

export interface WatchControllerOptions {
  readonly session: WatchSession;
  readonly ascii: boolean;
  readonly size: () => { readonly columns: number; readonly rows: number };
  readonly now: () => number;
  readonly quit: () => void;
  readonly suspend: () => void;
}

/** Brings together what the captures say and what the user does; every change makes one new snapshot. */
export class WatchController {
  readonly #options: WatchControllerOptions;
  readonly #machine = new KeyMachine();
  readonly #source: RowSource;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #view = INITIAL_VIEW;
  #restartSeen: number | undefined;
  #snapshot: WatchSnapshot;

  constructor(options: WatchControllerOptions) {
    this.#options = options;
    this.#source = new RowSource({ ascii: options.ascii });
    this.#snapshot = this.#compose();
    this.#unsubscribe = options.session.subscribe(() => this.refresh());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): WatchSnapshot => this.#snapshot;

  /** Applies all keys of a burst, then shows the result once. */
  press(names: readonly string[]): void {
    for (const name of names) {
      const press = this.#machine.press(name, this.#view.mode);
      if (press !== undefined) this.#apply(press);
    }
    this.refresh();
  }

  /** The session, the clock or the size of the terminal has changed. */
  refresh(): void {
    this.#snapshot = this.#compose();
    for (const listener of [...this.#listeners]) listener();
  }

  dispose(): void {
    this.#unsubscribe();
    this.#listeners.clear();
  }

  #apply(press: KeyPress): void {
    if (press.command === 'type') {
      this.#view = { ...this.#view, filter: this.#view.filter + press.text };
      return;
    }
    // Any other key than the answers to the question drops the question and does what it does.
    if (this.#view.mode === 'confirm') this.#view = { ...this.#view, mode: 'table' };
    const { rows } = this.#rowSet();
    const page = this.#layout().tableRows;
    const { index } = placeSelection(this.#view, rows, page);
    const target = cursorMove(press, { index, length: rows.length, page });
    if (target === undefined) this.#act(press.command);
    else this.#view = selectRow(this.#view, rows, target);
  }

  #act(command: KeyPress['command']): void {
    const { session, quit, suspend } = this.#options;
    const view = this.#view;
    switch (command) {
      case 'toggle-detail':
        this.#view = { ...view, detailOpen: !view.detailOpen };
        break;
      case 'back':
        this.#view = stepBack(view);
        break;
      case 'pause':
        if (session.getSnapshot().paused) session.release();
        else session.hold();
        break;
      case 'ask-capture':
        this.#view = { ...view, mode: 'confirm' };
        break;
      case 'capture':
        session.captureNow();
        break;
      case 'dismiss':
      case 'filter-accept':
        this.#view = { ...view, mode: 'table' };
        break;
      case 'set-baseline': {
        const { report } = session.getSnapshot();
        this.#view = { ...view, baseline: report && baselineOf(report) };
        break;
      }
      case 'clear-baseline':
        this.#view = { ...view, baseline: undefined };
        break;
      case 'sort':
        this.#view = nextSort(view);
        break;
      case 'reverse':
        this.#view = reverseSort(view);
        break;
      case 'filter':
        this.#view = { ...view, mode: 'filter' };
        break;
      case 'filter-cancel':
        this.#view = { ...view, mode: 'table', filter: '' };
        break;
      case 'filter-erase':
        this.#view = eraseCharacter(view);
        break;
      case 'filter-clear':
        this.#view = { ...view, filter: '' };
        break;
      case 'help':
        this.#view = { ...view, mode: 'help' };
        break;
      case 'suspend':
        suspend();
        break;
      case 'quit':
        quit();
        break;
    }
  }

  #compose(): WatchSnapshot {
    const { session, now, ascii } = this.#options;
    const state = session.getSnapshot();
    const time = now();
    if (state.restart?.at !== this.#restartSeen) {
      this.#restartSeen = state.restart?.at;
      this.#view = { ...this.#view, baseline: undefined };
    }
    const layout = this.#layout();
    const { rows, total } = this.#rowSet();
    this.#view = placeSelection(this.#view, rows, layout.tableRows);
    const notice = watchNotice(state, { now: time, ascii });
    return { state, view: this.#view, layout, rows, total, notice, now: time };
  }

  #layout(): ScreenLayout {
    const { session, now, ascii, size } = this.#options;
    const notice = watchNotice(session.getSnapshot(), { now: now(), ascii });
    return layoutScreen({ ...size(), detailOpen: this.#view.detailOpen, hasNotice: notice !== undefined });
  }

  #rowSet(): RowSet {
    const { report, latest } = this.#options.session.getSnapshot();
    return this.#source.rows({ ...this.#view, report, interval: latest?.interval ?? 0 });
  }
}
