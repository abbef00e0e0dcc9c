import { count, safeText } from '@heaptide/report';
import type {
  OutlineFace,
  OutlineRow,
  RetainingPath,
  SnapshotSummary,
} from '@heaptide/report/snapshot-browse';
import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { joinPieces, type LinePiece, named, words } from '../../drawing/line-pieces.js';
import { measure, shortenName } from '../../drawing/measured-text.js';
import { pressHelp } from '../../help/press-help.js';
import type { ScreenName } from '../../keys/key-binding.js';
import { KeyMachine, type KeyPress } from '../../keys/key-machine.js';
import type { SnapshotEngine } from '../engine/snapshot-engine.js';
import { composeOutline, composePath, type FaceDrawing } from './compose-face.js';
import { FacePages, type KnownRows } from './face-pages.js';
import { composeOpening } from './opening-lines.js';
import { composeSnapshotHeader } from './snapshot-header.js';
import { snapshotHelp } from './snapshot-help.js';
import { composeSnapshotBar, KEY_MODES, SNAPSHOT_KEYS, type SnapshotMode } from './snapshot-keys.js';
import { snapshotMarkdown } from './snapshot-markdown.js';
import {
  arrange,
  INITIAL_SNAPSHOT_VIEW,
  placeCursor,
  pressSnapshot,
  showDominators,
  showPath,
  type SnapshotView,
  withCursor,
} from './snapshot-view.js';

export interface SnapshotControllerOptions {
  readonly engine: SnapshotEngine;
  readonly style: DrawingStyle;
  readonly size: () => { readonly columns: number; readonly rows: number };
  /** Takes what is copied, and gives the line that says what became of it. */
  readonly copy: (markdown: string) => string;
  readonly quit: () => void;
  readonly suspend: () => void;
}

/** What is done to the row that the cursor is on, or takes one to know how many there are. */
const ABOUT_ROWS: ReadonlySet<KeyPress['command']> = new Set([
  'open',
  'left',
  'view-flame',
  'next-view',
  'previous-view',
  'next-match',
  'previous-match',
  'bottom',
]);
const LEAVING: ReadonlySet<string> = new Set(['q', 'ctrl-c']);
/** More keys than anybody types while a page is looked up. */
const MOST_TYPED = 256;

const LEAST_COLUMNS = 60;
const LEAST_ROWS = 15;
/** Rule, position, help bar. */
const FOOTER = 3;
/** Column titles. */
const TITLES = 1;

/** Brings together what the engine knows and what the user does; every change makes one new frame. */
export class SnapshotController {
  readonly #options: SnapshotControllerOptions;
  readonly #machine = new KeyMachine(SNAPSHOT_KEYS);
  readonly #pages: FacePages;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #view: SnapshotView = INITIAL_SNAPSHOT_VIEW;
  #floor: 'face' | 'help' | 'filter' = 'face';
  #helpTop = 0;
  /** The suspect that was gone to last. */
  #suspect = -1;
  /** What was typed behind the key that waits for its row. */
  #typed: string[] = [];
  #waiting: KeyPress | undefined;
  /** What became of the last act; until the next key. */
  #message: string | undefined;
  #frame: { readonly lines: readonly string[] };

  constructor(options: SnapshotControllerOptions) {
    this.#options = options;
    this.#pages = new FacePages(options.engine, () => this.refresh());
    this.#frame = { lines: this.#compose() };
    this.#unsubscribe = options.engine.subscribe(() => this.refresh());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): { readonly lines: readonly string[] } => this.#frame;

  /** Applies all keys of a burst, then shows the result once. Keys behind one that waits for its row wait with it. */
  press(names: readonly string[]): void {
    if (this.#waiting !== undefined && names.some((name) => LEAVING.has(name))) this.#options.quit();
    this.#typed = [...this.#typed, ...names].slice(0, MOST_TYPED);
    this.refresh();
  }

  /** The engine has answered or changed, or the size of the terminal has. */
  refresh(): void {
    this.#proceed();
    this.#frame = { lines: this.#compose() };
    for (const listener of [...this.#listeners]) listener();
  }

  dispose(): void {
    this.#unsubscribe();
    this.#listeners.clear();
  }

  #proceed(): void {
    for (let press = this.#nextPress(); press !== undefined; press = this.#nextPress()) {
      if (this.#waitsForRow(press)) {
        this.#waiting = press;
        return;
      }
      this.#waiting = undefined;
      this.#apply(press);
    }
  }

  #nextPress(): KeyPress | undefined {
    if (this.#waiting !== undefined) return this.#waiting;
    for (let name = this.#typed.shift(); name !== undefined; name = this.#typed.shift()) {
      const screen = KEY_MODES[this.#view.face] as ScreenName;
      const press = this.#machine.press(name, { mode: KEY_MODES[this.#keyMode], screen });
      if (press !== undefined) return press;
    }
    return undefined;
  }

  /** It is about the row that the cursor is on, and that is still being asked for. */
  #waitsForRow(press: KeyPress): boolean {
    const { summary } = this.#options.engine.getSnapshot();
    if (summary === undefined || this.#floor !== 'face' || !ABOUT_ROWS.has(press.command)) return false;
    const { face, cursors } = this.#view;
    if (face === 'path') return this.#pathAnswer()?.isCurrent === false;
    const known = this.#known(face);
    return !known.isCurrent && known.sure(cursors[face].index) === undefined;
  }

  get #keyMode(): Exclude<SnapshotMode, 'opening'> {
    return this.#floor === 'face' ? this.#view.face : this.#floor;
  }

  #apply(press: KeyPress): void {
    const { engine, quit, suspend } = this.#options;
    const { summary } = engine.getSnapshot();
    this.#message = undefined;
    if (press.command === 'quit') quit();
    else if (press.command === 'suspend') suspend();
    else if (summary === undefined) return;
    else if (this.#floor === 'help') this.#applyToHelp(press);
    else if (this.#floor === 'filter') this.#applyToFilter(press);
    else this.#act(press, summary);
  }

  #applyToHelp(press: KeyPress): void {
    const top = pressHelp(this.#helpTop, press, { length: this.#helpLines().length, page: this.#bodyLines });
    if (top === undefined) this.#floor = 'face';
    else this.#helpTop = top;
  }

  #applyToFilter(press: KeyPress): void {
    const { filter } = this.#view.arrangement;
    const typed = (text: string) => (this.#view = arrange(this.#view, { filter: text }));
    if (press.command === 'type') typed(filter + press.text);
    else if (press.command === 'erase') typed(Array.from(filter).slice(0, -1).join(''));
    else if (press.command === 'erase-all' || press.command === 'cancel') typed('');
    if (press.command === 'cancel' || press.command === 'accept') this.#floor = 'face';
  }

  #act(press: KeyPress, summary: SnapshotSummary): void {
    switch (press.command) {
      case 'help':
        this.#floor = 'help';
        this.#helpTop = 0;
        break;
      case 'filter':
        this.#floor = 'filter';
        break;
      case 'copy':
        this.#message = this.#options.copy(this.#markdown(summary));
        break;
      case 'relevant':
        this.#goToSuspect(summary);
        break;
      case 'open':
        this.#open();
        break;
      case 'left':
        this.#closeOrLeave();
        break;
      case 'next-match':
        this.#turnWay(1);
        break;
      case 'previous-match':
        this.#turnWay(-1);
        break;
      default:
        this.#look(press);
    }
  }

  /** Moves, or goes to another face; to that of the path with the object that the cursor is on. */
  #look(press: KeyPress): void {
    const before = this.#view;
    const after = pressSnapshot(before, press, { length: this.#length(), page: this.#page });
    if (after === undefined) return;
    const row = before.face === 'path' ? undefined : this.#row(before.face);
    this.#view = after;
    if (after.face !== 'path' || before.face === 'path') return;
    const node = row?.node;
    if (node !== undefined && node !== after.subject) this.#view = showPath(after, node);
  }

  #open(): void {
    const { face } = this.#view;
    const { index } = this.#cursor();
    if (face !== 'path') {
      if (this.#row(face)?.standing === 'leaf') this.#message = 'it dominates nothing; 3 shows what holds it';
      else this.#toggle(face, index);
      return;
    }
    const step = this.#shownPath()?.steps[index];
    if (step !== undefined) this.#view = showDominators(this.#view, step.node);
  }

  #closeOrLeave(): void {
    const { face } = this.#view;
    if (face === 'path') return;
    const row = this.#row(face);
    if (row === undefined) return;
    if (row.standing === 'open') this.#toggle(face, this.#cursor().index);
    else if (row.parent >= 0) this.#view = withCursor(this.#view, row.parent);
  }

  #toggle(face: OutlineFace, index: number): void {
    this.#pages.toggle(face, index, (problem) => {
      this.#message = problem;
      this.refresh();
    });
  }

  #turnWay(by: number): void {
    const { subject, way } = this.#view;
    const length = this.#shownPath()?.length ?? 0;
    if (subject === undefined || length === 0) return;
    this.#view = showPath(this.#view, subject, (way + by + length) % length);
    if (length === 1) this.#message = 'no other path is known';
  }

  #goToSuspect({ suspects }: SnapshotSummary): void {
    const there = (suspects ?? []).filter(({ node }) => node !== undefined);
    if (there.length === 0) {
      this.#message = 'nothing holds a large part of the heap';
      return;
    }
    this.#suspect = (this.#suspect + 1) % there.length;
    const { node, text } = there[this.#suspect]!;
    this.#view = showPath(this.#view, node!);
    this.#message = `${this.#suspect + 1} of ${there.length}: ${text}`;
  }

  get #bodyLines(): number {
    return Math.max(0, this.#options.size().rows - this.#header().length - FOOTER);
  }

  get #page(): number {
    return Math.max(0, this.#bodyLines - TITLES);
  }

  #known(face: OutlineFace): KnownRows {
    return this.#pages.rows(face, this.#view, this.#page);
  }

  #row(face: OutlineFace): OutlineRow | undefined {
    return this.#known(face).sure(this.#view.cursors[face].index);
  }

  #pathAnswer() {
    const { subject, way } = this.#view;
    return subject === undefined ? undefined : this.#pages.path(subject, way);
  }

  /** `undefined` while it is looked for. */
  #shownPath(): RetainingPath | undefined {
    const answer = this.#pathAnswer();
    return answer?.isCurrent === true ? answer.value : undefined;
  }

  #length(): number {
    const { face } = this.#view;
    return face === 'path' ? (this.#shownPath()?.steps.length ?? 0) : this.#known(face).length;
  }

  #cursor() {
    return this.#view.cursors[this.#view.face];
  }

  /** Keeps the cursor among the rows, as far as it is known how many there are. */
  #place(): void {
    const { face, cursors } = this.#view;
    const isKnown = face === 'path' ? this.#pathAnswer()?.isCurrent === true : this.#known(face).isCurrent;
    const length = isKnown ? this.#length() : Math.max(this.#length(), cursors[face].index + 1);
    const cursor = placeCursor(cursors[face], { length, page: this.#page });
    this.#view = { ...this.#view, cursors: { ...cursors, [face]: cursor } };
  }

  #header(): readonly string[] {
    const { engine, size, style } = this.#options;
    const { columns: width, rows: height } = size();
    return composeSnapshotHeader(engine.getSnapshot(), { width, height, style, face: this.#view.face });
  }

  #compose(): readonly string[] {
    const { engine, size, style } = this.#options;
    const { columns: width, rows: height } = size();
    if (width < LEAST_COLUMNS || height < LEAST_ROWS) {
      const needed = `heaptide needs ${LEAST_COLUMNS}x${LEAST_ROWS}, this is ${width}x${height}: enlarge it, or q quits`;
      return [needed.slice(0, width)];
    }
    const state = engine.getSnapshot();
    const { summary } = state;
    const header = this.#header();
    if (summary === undefined) {
      const body = composeOpening(state.opening, { height: height - header.length - FOOTER, width, style });
      return [...header, ...body, '-'.repeat(width), '', composeSnapshotBar('opening', { width, style })];
    }
    this.#place();
    return [
      ...header,
      ...(this.#floor === 'help' ? this.#helpPage() : this.#face(summary)),
      '-'.repeat(width),
      joinPieces(this.#position(summary), { width, style }),
      composeSnapshotBar(this.#keyMode, { width, style }),
    ];
  }

  #face({ total }: SnapshotSummary): readonly string[] {
    const { style, size } = this.#options;
    const drawing: FaceDrawing = {
      width: size().columns,
      page: this.#page,
      style,
      total,
      cursor: this.#cursor(),
    };
    const { face } = this.#view;
    return face === 'path'
      ? composePath(this.#pathAnswer(), drawing)
      : composeOutline(this.#known(face), drawing);
  }

  #helpLines(): readonly string[] {
    return snapshotHelp({ width: this.#options.size().columns, style: this.#options.style });
  }

  #helpPage(): readonly string[] {
    const lines = this.#helpLines();
    const top = Math.max(0, Math.min(this.#helpTop, lines.length - this.#bodyLines));
    return Array.from({ length: this.#bodyLines }, (_, index) => lines[top + index] ?? '');
  }

  /** What is being typed, what became of the last act, or where one stands. */
  #position({ classCount }: SnapshotSummary): readonly LinePiece[] {
    const { face, arrangement } = this.#view;
    const { order, reversed, filter } = arrangement;
    if (this.#floor === 'help') return [words('help'), words('j k scroll, any other key closes', 'dim')];
    if (this.#floor === 'filter') {
      const found = `${count(this.#known('classes').length)} of ${count(classCount)} classes`;
      return [named(this.#cut(`/${filter}_`, 2), 'accent'), words(found)];
    }
    if (this.#message !== undefined) return [named(this.#cut(this.#message), 'accent')];
    const { index } = this.#cursor();
    const length = this.#length();
    const range = words(length === 0 ? 'no row' : `row ${count(index + 1)} of ${count(length)}`);
    if (face === 'classes')
      return [
        range,
        words(`sort: ${order}${reversed ? ' ^' : ' v'}`),
        filter === '' ? words('filter: none') : named(this.#cut(`filter: ${filter}`, 3), 'accent'),
      ];
    if (face === 'dominators')
      return [
        range,
        words(this.#view.top === undefined ? 'of the whole heap' : 'of one object, esc: of the heap'),
      ];
    return [...this.#pathPosition(), range];
  }

  #pathPosition(): readonly LinePiece[] {
    const path = this.#shownPath();
    if (path === undefined) return [];
    const { subject, index, length } = path;
    const of = length > 1 ? `path ${index + 1} of ${length} to` : 'path to';
    return [words(of), named(this.#cut(`${subject.name} @${subject.id}`, 2), 'strong')];
  }

  #markdown(summary: SnapshotSummary): string {
    const { face } = this.#view;
    return snapshotMarkdown({
      name: this.#options.engine.getSnapshot().name,
      summary,
      face,
      rows: face === 'path' ? undefined : this.#known(face),
      path: face === 'path' ? this.#shownPath() : undefined,
    });
  }

  /** Raw text in so many parts of the width, its end kept. */
  #cut(text: string, parts = 1) {
    const { style, size } = this.#options;
    const width = Math.floor((size().columns - 4) / parts);
    const safe = measure(safeText(text, { ascii: style.ascii }));
    return shortenName(safe, { width, ellipsis: style.ellipsis });
  }
}
