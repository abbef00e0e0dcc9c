import type { Frame, SiteReport } from '@heaptide/growth';
import type { SiteCalls } from '@heaptide/report/browse';
import type { LinePiece } from '../drawing/line-pieces.js';
import type { SiteFrame, SiteId } from '../engine/site-columns.js';
import type { EngineState, FunctionPlace } from '../engine/watch-engine.js';
import type { KeyPress } from '../keys/key-machine.js';
import { AsyncSlot } from '../screen/async-slot.js';
import type { Screen, ScreenContext, ScreenWish } from '../screen/screen.js';
import { composeDetail, type ComposeDetailOptions } from './compose-detail.js';
import { detailMarkdown } from './detail-markdown.js';
import type { DetailModel } from './detail-model.js';
import { detailPosition } from './detail-position.js';
import { followed, frameAtCursor, INITIAL_DETAIL_VIEW, placeDetail, pressDetail } from './detail-view.js';
import { type AskableSite, answerAbout } from '../why/site-answer.js';
import type { SourceExcerpt } from './source-excerpt.js';

export interface DetailScreenOptions {
  /** An answer of the engine has come. */
  readonly changed: () => void;
}

/** All that is known of one function. */
export class DetailScreen implements Screen {
  readonly #place: FunctionPlace;
  readonly #calls: AsyncSlot<SiteCalls>;
  readonly #source: AsyncSlot<SourceExcerpt>;
  readonly #sites: AsyncSlot<ReadonlyMap<SiteId, SiteReport>>;
  #view = INITIAL_DETAIL_VIEW;
  /** Number of the site among those of the engine; `undefined` while no report has named it. */
  #id: SiteId | undefined;
  #framesSeen = 0;
  #reports = new WeakMap<object, number>();
  #reportCount = 0;

  constructor(place: FunctionPlace, { changed }: DetailScreenOptions) {
    this.#place = place;
    this.#calls = new AsyncSlot(changed);
    this.#source = new AsyncSlot(changed);
    this.#sites = new AsyncSlot(changed);
  }

  press(press: KeyPress, context: ScreenContext): ScreenWish | 'done' | undefined {
    const model = this.#model(context);
    if (press.command === 'open') {
      const place = followed(model, this.#view);
      return place === undefined ? 'done' : { wish: 'detail', place };
    }
    if (press.command === 'back') return { wish: 'back' };
    const view = pressDetail(this.#view, press, { model, page: context.height, width: context.width });
    if (view === undefined) return undefined;
    this.#view = view;
    return 'done';
  }

  body(context: ScreenContext): readonly string[] {
    return composeDetail(this.#page(context));
  }

  position(context: ScreenContext): readonly LinePiece[] {
    return detailPosition(this.#page(context));
  }

  markdown(context: ScreenContext): string {
    return detailMarkdown(this.#model(context), this.#view);
  }

  place(context: ScreenContext): Frame {
    return frameAtCursor(this.#model(context), this.#view);
  }

  site(context: ScreenContext): AskableSite | undefined {
    const { site, frame } = this.#model(context);
    return site && { place: this.#asked(frame), verdict: site.verdict };
  }

  #page(context: ScreenContext): ComposeDetailOptions {
    const { width, height, style } = context;
    // First: the view is placed by it.
    const model = this.#model(context);
    return { model, view: this.#view, width, height, style };
  }

  /** Asks the engine for what is not known yet; what was answered before stays until then. */
  #model({ state, engine, costly }: ScreenContext): DetailModel {
    const { report, latest, entries } = state;
    const newest = entries.at(-1)?.number;
    const id = this.#find(state);
    const site = id === undefined ? undefined : this.#ask(id, state, engine);
    const frame: Frame = { column: 0, ...this.#place, ...(site ?? {}) };
    const calls =
      newest === undefined
        ? undefined
        : this.#calls.ask(String(newest), () => engine.calls(newest, this.#place)).value;
    const model: DetailModel = {
      frame,
      site,
      unit: report?.unit ?? 'second',
      captures: report?.captures ?? [],
      interval: latest?.interval ?? 0,
      calls,
      source: undefined,
      costly,
      answer: answerAbout(state.answers, this.#asked(frame)),
      companions: companionsOf(site, report?.sites ?? []),
      outlook: report?.outlook,
      versions: latest?.versions ?? {},
    };
    this.#view = placeDetail(this.#view, model);
    const at = frameAtCursor(model, this.#view);
    const { value } = this.#source.ask(`${at.line}:${at.column} ${at.file}`, () =>
      engine.source({ file: at.file, line: at.line, column: at.column }),
    );
    return value === undefined ? model : { ...model, source: value };
  }

  #ask(id: SiteId, { report }: EngineState, engine: ScreenContext['engine']): SiteReport | undefined {
    if (report === undefined) return undefined;
    const known = this.#reports.get(report) ?? ++this.#reportCount;
    this.#reports.set(report, known);
    return this.#sites.ask(`${known}`, () => engine.sites([id])).value?.get(id);
  }

  /** The function as it is asked about: a frame does not say which memory is meant. */
  #asked({ function: name, file, line, column }: Frame): FunctionPlace {
    const { kind } = this.#place;
    return { function: name, file, line, column, ...(kind === undefined ? {} : { kind }) };
  }

  /** The site of this function, looked for among those that have been named since the last look. */
  #find({ frames }: EngineState): SiteId | undefined {
    for (; this.#id === undefined && this.#framesSeen < frames.length; this.#framesSeen++) {
      if (isSame(frames[this.#framesSeen]!, this.#place)) this.#id = this.#framesSeen as SiteId;
    }
    return this.#id;
  }
}

function companionsOf(site: SiteReport | undefined, findings: readonly SiteReport[]): readonly Frame[] {
  if (site?.group === undefined) return [];
  return findings.filter(
    ({ group, function: name, file, line }) =>
      group === site.group && !(name === site.function && file === site.file && line === site.line),
  );
}

function isSame(frame: SiteFrame, { function: name, file, line, column = 0, kind }: FunctionPlace): boolean {
  return (
    frame.function === name &&
    frame.line === line &&
    frame.file === file &&
    frame.kind === kind &&
    (column === 0 || frame.column === column)
  );
}
