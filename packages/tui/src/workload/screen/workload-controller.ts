import { safeText } from '@heaptide/report';
import type { WatchedPod } from '@heaptide/targets';
import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { joinPieces, type LinePiece, named, words } from '../../drawing/line-pieces.js';
import { measure, shortenName } from '../../drawing/measured-text.js';
import { pressHelp } from '../../help/press-help.js';
import { KeyMachine, type KeyPress } from '../../keys/key-machine.js';
import { LEAST_COLUMNS, LEAST_ROWS } from '../../screen/frame-layout.js';
import type { WorkloadEngine } from '../engine/workload-engine.js';
import { mergeKey, type MergedSite } from '../model/merge-sites.js';
import { workloadMarkdown } from '../model/workload-markdown.js';
import type { PodRow, WorkloadState } from '../model/workload-state.js';
import { composeWorkload } from './compose-workload.js';
import { SteadyPods } from './pod-order.js';
import { choosePods, chooseSites } from './row-choice.js';
import { composeWorkloadHeader } from './workload-header.js';
import { workloadHelp } from './workload-help.js';
import { composeWorkloadBar, KEY_MODES, WORKLOAD_KEYS, type WorkloadMode } from './workload-keys.js';
import { layoutWorkload, type WorkloadLayout } from './workload-layout.js';
import { placePane, pressWorkload, type WorkloadView } from './workload-view.js';

export interface WorkloadControllerOptions {
  readonly engine: WorkloadEngine;
  readonly style: DrawingStyle;
  /** Where to begin: as one left it. */
  readonly view: WorkloadView;
  readonly size: () => { readonly columns: number; readonly rows: number };
  readonly now: () => number;
  /** Takes what is copied, and gives the line that says what became of it. */
  readonly copy: (markdown: string) => string;
  readonly open: (pod: WatchedPod) => void;
  readonly quit: () => void;
  readonly suspend: () => void;
}

/** Rule, position, help bar. */
const FOOTER = 3;

interface Shown {
  readonly state: WorkloadState;
  readonly header: readonly string[];
  readonly pods: readonly PodRow[];
  readonly sites: readonly MergedSite[];
  readonly layout: WorkloadLayout;
  readonly bodyLines: number;
}

/** Brings together what the engine knows and what the user does; every change makes one new frame. */
export class WorkloadController {
  readonly #options: WorkloadControllerOptions;
  readonly #machine = new KeyMachine(WORKLOAD_KEYS);
  readonly #steady = new SteadyPods();
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #view: WorkloadView;
  #mode: WorkloadMode = 'screen';
  #helpTop = 0;
  /** What became of the last act; until the next key. */
  #message: string | undefined;
  /** The problem that stood there when a key was pressed: it has been read. */
  #knownProblem: string | undefined;
  #frame: { readonly lines: readonly string[] };

  constructor(options: WorkloadControllerOptions) {
    this.#options = options;
    this.#view = options.view;
    this.#frame = this.#compose();
    this.#unsubscribe = options.engine.subscribe(() => this.refresh());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): { readonly lines: readonly string[] } => this.#frame;

  /** What the user has chosen, to begin with the next time. */
  get view(): WorkloadView {
    return this.#view;
  }

  /** Applies all keys of a burst, then shows the result once. */
  press(names: readonly string[]): void {
    for (const name of names) {
      const mode = KEY_MODES[this.#mode];
      const press = this.#machine.press(name, { mode, screen: 'live' });
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

  #apply(press: KeyPress): void {
    const { engine, quit, suspend } = this.#options;
    this.#message = undefined;
    this.#knownProblem = engine.getSnapshot().problem;
    if (press.command === 'quit') quit();
    else if (press.command === 'suspend') suspend();
    else if (this.#mode === 'help') this.#applyToHelp(press);
    else if (this.#mode === 'filter') this.#applyToFilter(press);
    else this.#act(press);
  }

  #applyToHelp(press: KeyPress): void {
    const { bodyLines } = this.#prepare();
    const top = pressHelp(this.#helpTop, press, { length: this.#helpLines().length, page: bodyLines });
    if (top === undefined) this.#mode = 'screen';
    else this.#helpTop = top;
  }

  #applyToFilter(press: KeyPress): void {
    const { filter } = this.#view;
    if (press.command === 'type') this.#view = { ...this.#view, filter: filter + press.text };
    else if (press.command === 'erase')
      this.#view = { ...this.#view, filter: Array.from(filter).slice(0, -1).join('') };
    else if (press.command === 'erase-all' || press.command === 'cancel')
      this.#view = { ...this.#view, filter: '' };
    if (press.command === 'cancel' || press.command === 'accept') this.#mode = 'screen';
  }

  #act(press: KeyPress): void {
    const { engine, copy, open } = this.#options;
    const shown = this.#prepare();
    const row = shown.pods[this.#view.panes.pods.index];
    switch (press.command) {
      case 'help':
        this.#mode = 'help';
        this.#helpTop = 0;
        break;
      case 'filter':
        this.#mode = 'filter';
        break;
      case 'pause':
        if (shown.state.paused) engine.release();
        else engine.hold();
        break;
      case 'copy':
        this.#message = copy(workloadMarkdown(shown.state));
        break;
      case 'ask-capture':
        this.#message = this.#captureNow(row);
        break;
      case 'open':
        this.#message = this.#open(row, open);
        break;
      default:
        this.#view = pressWorkload(this.#view, press, paneRows(shown)) ?? this.#view;
    }
  }

  #captureNow(row: PodRow | undefined): string | undefined {
    if (row === undefined) return 'there is no pod to capture';
    if (row.standing === 'not-running') return `${row.pod.name} does not run`;
    this.#options.engine.captureNow(row.pod.key);
    return `${row.pod.name} is captured as soon as its turn comes`;
  }

  #open(row: PodRow | undefined, open: (pod: WatchedPod) => void): string | undefined {
    if (this.#view.pane === 'sites') return 'tab leads back to the pods, of which enter opens one';
    if (row === undefined) return undefined;
    if (row.standing === 'not-running') return `${row.pod.name} does not run: there is nothing to watch`;
    open(row.pod);
    return undefined;
  }

  /** What is to be seen now, with both cursors on their rows. */
  #prepare(): Shown {
    const { engine, size, style, now } = this.#options;
    const { columns: width, rows: height } = size();
    const state = engine.getSnapshot();
    const { order, filter } = this.#view;
    const header = composeWorkloadHeader(state, { width, style, now: now() });
    const bodyLines = Math.max(0, height - header.length - FOOTER);
    const pods = choosePods(this.#steady.order(state.pods, order, now()), filter);
    const sites = chooseSites(state.sites, filter);
    const layout = layoutWorkload({
      height: bodyLines,
      pods: pods.length,
      sites: sites.length,
      ended: state.history.length,
    });
    const shown = { state, header, pods, sites, layout, bodyLines };
    const rows = paneRows(shown);
    const panes = {
      pods: placePane(this.#view.panes.pods, rows.pods),
      sites: placePane(this.#view.panes.sites, rows.sites),
    };
    this.#view = { ...this.#view, panes };
    return shown;
  }

  #compose(): { readonly lines: readonly string[] } {
    const { size, style, now } = this.#options;
    const { columns: width, rows: height } = size();
    if (width < LEAST_COLUMNS || height < LEAST_ROWS) {
      const needed = `heaptide needs ${LEAST_COLUMNS}x${LEAST_ROWS}, this is ${width}x${height}: enlarge it, or q quits`;
      return { lines: [needed.slice(0, width)] };
    }
    const shown = this.#prepare();
    const { state, header, bodyLines } = shown;
    const body =
      this.#mode === 'help'
        ? this.#helpPage(bodyLines)
        : composeWorkload({ ...shown, view: this.#view, width, style, now: now() });
    return {
      lines: [
        ...header,
        ...body,
        '-'.repeat(width),
        joinPieces(this.#position(shown), { width, style }),
        composeWorkloadBar(this.#mode, { width, style, paused: state.paused }),
      ],
    };
  }

  #helpLines(): readonly string[] {
    return workloadHelp({ width: this.#options.size().columns, style: this.#options.style });
  }

  #helpPage(height: number): readonly string[] {
    const lines = this.#helpLines();
    const top = Math.max(0, Math.min(this.#helpTop, lines.length - height));
    return Array.from({ length: height }, (_, index) => lines[top + index] ?? '');
  }

  /** What is being typed, what became of the last act, or where one stands. */
  #position({ state, pods, sites, layout }: Shown): readonly LinePiece[] {
    const { filter, order, panes, pane } = this.#view;
    if (this.#mode === 'help') return [words('help'), words('j k scroll, any other key closes', 'dim')];
    if (this.#mode === 'filter') {
      const found = `${pods.length} of ${state.pods.length} pods, ${sites.length} of ${state.sites.length} sites`;
      return [named(this.#cut(`/${filter}_`, 3), 'accent'), words(found)];
    }
    const { problem } = state;
    const said = this.#message ?? (problem === this.#knownProblem ? undefined : problem);
    if (said !== undefined) return [named(this.#cut(said), 'accent')];
    const range = (name: string, top: number, page: number, length: number, isHere: boolean) =>
      words(
        length === 0 ? `no ${name}` : `${name} ${top + 1}-${Math.min(length, top + page)} of ${length}`,
        isHere ? 'strong' : 'plain',
      );
    return [
      range('pods', panes.pods.top, layout.podRows, pods.length, pane === 'pods'),
      range('sites', panes.sites.top, layout.siteRows, sites.length, pane === 'sites'),
      words(`sort: ${order.column}${order.reversed ? ' ^' : ' v'}`),
      filter === '' ? words('filter: none') : named(this.#cut(`filter: ${filter}`, 3), 'accent'),
    ];
  }

  /** Raw text in so many parts of the width, its end kept. */
  #cut(text: string, parts = 1) {
    const { style, size } = this.#options;
    const width = Math.floor((size().columns - 4) / parts);
    const safe = measure(safeText(text, { ascii: style.ascii }));
    return shortenName(safe, { width, ellipsis: style.ellipsis, keep: 'end' });
  }
}

function paneRows({ pods, sites, layout }: Pick<Shown, 'pods' | 'sites' | 'layout'>) {
  return {
    pods: { keys: pods.map(({ pod }) => `${pod.uid}/${pod.container}`), page: layout.podRows },
    sites: { keys: sites.map(mergeKey), page: layout.siteRows },
  };
}
