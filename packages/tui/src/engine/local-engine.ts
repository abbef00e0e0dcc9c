import { Hunt, type SiteReport } from '@heaptide/growth';
import { renderGrowthMarkdown, safeText } from '@heaptide/report';
import type { CaptureComparison, PathChange, SiteCalls } from '@heaptide/report/browse';
import type { FlameTree } from '@heaptide/report/flame';
import {
  type Capture,
  type CaptureMetadata,
  type CaptureSource,
  decodeCapture,
  HeaptideError,
  type WhyAnswer,
  type WhyAsker,
} from '@heaptide/targets';
import { AnonymousFile } from '../captures/anonymous-file.js';
import { CaptureDirectory } from '../captures/capture-directory.js';
import { type ArrivedCapture, CaptureShelf } from '../captures/capture-shelf.js';
import { openDirectory } from '../captures/open-directory.js';
import { openGiven } from '../captures/open-given.js';
import { countSites } from '../captures/count-sites.js';
import { readSourceExcerpt, type SourceExcerpt, type SourcePlace } from '../detail/source-excerpt.js';
import { readSourceFile } from '../detail/source-file.js';
import { systemClock } from '../session/watch-clock.js';
import { WatchSession } from '../session/watch-session.js';
import { saveExport } from '../takeaway/save-export.js';
import { findRawPlace } from '../why/find-raw-place.js';
import { WhyDesk } from '../why/why-desk.js';
import type { CaptureEntry, CaptureNumber } from './capture-entry.js';
import type { EngineOptions, GivenCaptures, LiveTarget, SeriesJudge } from './engine-options.js';
import type { EngineSession } from './engine-session.js';
import { ExactSwitch } from './exact-switch.js';
import { exportSubject } from './export-subject.js';
import { heapSnapshotPath } from './heap-snapshot-path.js';
import { ProfileQueries } from './profile-queries.js';
import { SavedSession } from './saved-session.js';
import type { SiteId } from './site-columns.js';
import { takeIntoSeries } from './take-into-series.js';
import { ToldReports } from './told-reports.js';
import type { EngineState, ExportRequest, FlameRequest, FunctionPlace, WatchEngine } from './watch-engine.js';
import { WorkUnderWay } from './work-under-way.js';

const NO_ENTRIES: readonly CaptureEntry[] = [];
const NO_ANSWERS: EngineState['answers'] = [];
/** Lines of a source before and after the one that is looked for. */
const SOURCE_AROUND = 40;

/** An engine in this thread. */
export class LocalEngine implements WatchEngine {
  readonly #options: EngineOptions;
  readonly #session: EngineSession;
  readonly #queries = new ProfileQueries((capture) => this.#decode(capture));
  readonly #reports = new ToldReports();
  readonly #listeners = new Set<() => void>();
  /** Bytes of captures between their arrival and their place on the shelf. */
  readonly #arrived = new WeakMap<Capture, Uint8Array>();
  /** Opened when the engine runs. */
  #shelf: CaptureShelf | undefined;
  #extra: Pick<EngineState, 'problem' | 'captureMs'> = {};
  readonly #works = new WorkUnderWay(() => this.#changed());
  readonly #exact: ExactSwitch | undefined;
  readonly #why: WhyDesk | undefined;
  readonly #closing = new AbortController();
  /** The newest capture, while it is not on the shelf yet. */
  #keeping: Promise<unknown> | undefined;
  #judging: Promise<unknown> = Promise.resolve();
  #isDumping = false;
  #units: readonly string[] = [];
  #state: EngineState;

  constructor(options: EngineOptions) {
    this.#options = options;
    const { target } = options;
    if (isLive(target) && target.exactSites !== undefined)
      this.#exact = new ExactSwitch({ name: target.name, exactSites: target.exactSites.bind(target) });
    const { whyAsker } = options;
    if (isLive(target) && whyAsker !== undefined) this.#why = this.#whyDesk(whyAsker);
    this.#session = isLive(target) ? this.#liveSession(target) : this.#savedSession(target);
    this.#session.subscribe(() => this.#changed());
    this.#state = this.#snapshot();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): EngineState => this.#state;

  async run(signal: AbortSignal): Promise<void> {
    if (isLive(this.#options.target)) this.#shelf = await this.#openShelf();
    await this.#session.run(signal);
  }

  captureNow(): void {
    this.#session.captureNow();
  }

  hold(): void {
    this.#session.hold();
  }

  release(): void {
    this.#session.release();
  }

  setEvery(ms: number): void {
    this.#session.setEvery(ms);
  }

  setUnit(unit: string): Promise<void> {
    const judged = this.#judging.then(() => this.#judgeBy(unit));
    this.#judging = judged.catch(() => undefined);
    return this.#works.wait(judged, `judging anew by ${safeText(unit)}`);
  }

  setBaseline(capture: CaptureNumber | undefined): void {
    if (this.#shelf !== undefined) this.#shelf.baseline = capture;
  }

  mark(capture: CaptureNumber, change: { readonly pinned?: boolean; readonly note?: string }): void {
    if (this.#shelf?.mark(capture, change) === 'full')
      this.#tell('half of the captures that are kept are pinned or noted already');
  }

  sites(ids: readonly SiteId[]): Promise<ReadonlyMap<SiteId, SiteReport>> {
    return Promise.resolve(this.#reports.sites(ids));
  }

  compare(a: CaptureNumber, b: CaptureNumber): Promise<CaptureComparison> {
    return this.#queries.compare(a, b);
  }

  paths(a: CaptureNumber, b: CaptureNumber, site: FunctionPlace): Promise<readonly PathChange[]> {
    return this.#queries.paths(a, b, site);
  }

  flame(request: FlameRequest): Promise<FlameTree> {
    return this.#queries.flame(request);
  }

  calls(capture: CaptureNumber, site: FunctionPlace): Promise<SiteCalls> {
    return this.#queries.calls(capture, site);
  }

  source(place: SourcePlace): Promise<SourceExcerpt> {
    return readSourceExcerpt(place, { around: SOURCE_AROUND, readFile: readSourceFile });
  }

  async setExact(on: boolean): Promise<void> {
    if (this.#exact === undefined)
      throw new HeaptideError('HT_E_NO_EXACT_SITES', 'exact sites need a live process');
    this.#tellExactEnd(await this.#exact.turn(on));
  }

  async heapSnapshot(): Promise<string> {
    const { target, exportTo } = this.#options;
    if (!isLive(target) || target.saveHeapSnapshot === undefined)
      throw new HeaptideError('HT_E_USAGE', 'a heap snapshot needs a live process');
    if (this.#isDumping) throw new HeaptideError('HT_E_USAGE', 'a heap snapshot is being written already');
    const path = heapSnapshotPath(exportTo, this.#state.latest?.service ?? 'process', this.#now());
    this.#isDumping = true;
    try {
      const saved = target.saveHeapSnapshot(path, this.#closing.signal);
      await this.#works.wait(saved, 'writing a heap snapshot');
      return path;
    } finally {
      this.#isDumping = false;
    }
  }

  async askWhy(site: FunctionPlace): Promise<WhyAnswer> {
    if (this.#why === undefined) throw new HeaptideError('HT_E_WHY', 'there is no live process to ask');
    return this.#works.wait(this.#why.ask(site));
  }

  endWhy(): void {
    this.#why?.end();
  }

  markdown(): Promise<string> {
    const report = this.#reports.newest?.report;
    return Promise.resolve(report === undefined ? 'no capture yet\n' : renderGrowthMarkdown(report));
  }

  export(request: ExportRequest): Promise<string> {
    return this.#works.wait(this.#saveExport(request));
  }

  async close(): Promise<readonly string[]> {
    this.#closing.abort();
    this.#why?.close();
    const isTold = await this.#exact?.close();
    if (isTold !== undefined) this.#tellExactEnd(isTold);
    await this.#works.settled();
    await this.#shelf?.close();
    const { target } = this.#options;
    if (isLive(target)) await target.close?.();
    return this.#options.closingNotes?.() ?? [];
  }

  readonly #createHunt = (unit: string | undefined = this.#options.unit): SeriesJudge =>
    this.#options.createHunt?.(unit) ?? new Hunt(unit === undefined ? {} : { unit });

  #whyDesk(asker: WhyAsker): WhyDesk {
    return new WhyDesk({
      asker,
      rawPlace: async (site) => {
        // What is not mapped is where the captures have it.
        if (this.#options.mapCapture === undefined) return site;
        return findRawPlace(site, {
          captures: this.#shelf?.entries().map(({ number }) => number) ?? [],
          decode: async (number) => decodeCapture(`capture ${number}`, await this.#read(number)),
          map: (capture) => this.#map(capture),
        });
      },
      mapAnswer: (answer, site) => this.#options.mapAnswer?.(answer, { column: 0, ...site }) ?? answer,
      unit: () => {
        const unit = this.#reports.newest?.report.unit;
        return unit === 'second' ? undefined : unit;
      },
      now: () => this.#now(),
      changed: () => this.#changed(),
    });
  }

  #savedSession(target: string | GivenCaptures): SavedSession {
    return new SavedSession({
      name: typeof target === 'string' ? target : target.name,
      open: (options) =>
        typeof target === 'string'
          ? openDirectory({ ...options, directory: target })
          : openGiven({ ...options, read: () => target.read() }),
      mapCapture: (capture) => this.#map(capture),
      createHunt: () => this.#createHunt(),
      now: () => this.#now(),
      onShelf: (shelf) => (this.#shelf = shelf),
      onChange: () => this.#changed(),
      onProblem: (problem) => this.#tell(problem),
    });
  }

  #liveSession(target: LiveTarget): WatchSession {
    const { everyMs, clock, unit } = this.#options;
    const source: CaptureSource = {
      name: target.name,
      capture: async (request) => {
        const began = this.#now();
        const { capture, bytes } = await target.receive(request);
        this.#extra = { ...this.#extra, captureMs: this.#now() - began };
        const mapped = this.#map(capture);
        this.#arrived.set(mapped, bytes);
        return mapped;
      },
    };
    return new WatchSession({
      source,
      everyMs,
      createHunt: () => this.#createHunt(),
      ...(unit === undefined ? {} : { unit }),
      ...(clock === undefined ? {} : { clock }),
      onCapture: (capture, { life, afterGap }) => {
        const { metadata } = capture;
        const bytes = this.#arrived.get(capture);
        if (metadata === undefined || bytes === undefined) return;
        this.#keep({ bytes, metadata, sites: countSites(capture), life, afterGap });
      },
    });
  }

  async #openShelf(): Promise<CaptureShelf> {
    const { save } = this.#options;
    const onProblem = (problem: string) => this.#tell(problem);
    const store =
      save === undefined
        ? new AnonymousFile()
        : await CaptureDirectory.create({ directory: save, onProblem });
    return new CaptureShelf({ store, onProblem, onChange: () => this.#changed() });
  }

  #map(capture: Capture): Capture {
    return this.#options.mapCapture?.(capture) ?? capture;
  }

  async #decode(capture: CaptureNumber): Promise<Capture> {
    return this.#map(await decodeCapture(`capture ${capture}`, await this.#read(capture)));
  }

  async #read(capture: CaptureNumber): Promise<Uint8Array> {
    if (this.#shelf === undefined) throw new HeaptideError('HT_E_NO_CAPTURES', 'no capture is kept yet');
    return this.#shelf.read(capture);
  }

  #keep(arrived: ArrivedCapture): void {
    const keeping = this.#shelf?.add(arrived).finally(() => {
      if (this.#keeping === keeping) this.#keeping = undefined;
    });
    this.#keeping = keeping;
  }

  async #judgeBy(unit: string): Promise<void> {
    const create = (): SeriesJudge => this.#createHunt(unit);
    let judge = create();
    let judged = 0;
    for (;;) {
      this.#closing.signal.throwIfAborted();
      const next = this.#nextOfLife(judged);
      if (next !== undefined) {
        ({ judge } = takeIntoSeries(judge, await this.#decode(next), create));
        judged = next;
      } else if (this.#keeping !== undefined) {
        // It has been judged by the unit before, and belongs to this one, too.
        await this.#keeping;
      } else break;
    }
    if (judged === 0)
      throw new HeaptideError('HT_E_NO_CAPTURES', 'no capture is kept that could be judged anew');
    this.#session.judgeWith(judge, judge.report(), create);
  }

  /** The first capture after `number` of the newest life. */
  #nextOfLife(number: number): CaptureNumber | undefined {
    const entries = this.#shelf?.entries() ?? [];
    const life = entries.at(-1)?.life;
    return entries.find((entry) => entry.life === life && entry.number > number)?.number;
  }

  async #saveExport(request: ExportRequest): Promise<string> {
    const { capture } = request;
    const metadata = this.#shelf?.entries().find(({ number }) => number === capture)?.metadata;
    return saveExport({
      subject: await exportSubject(request, {
        read: (number) => this.#read(number),
        queries: this.#queries,
        report: this.#reports.newest?.report,
      }),
      service: metadata?.service ?? 'process',
      time: metadata === undefined ? this.#now() : Date.parse(metadata.time),
      folder: this.#options.exportTo,
    });
  }

  #tellExactEnd(isTold: boolean): void {
    if (isTold) this.#changed();
    else this.#tell('the process cannot be told to end exact sites: they end by themselves');
  }

  #now(): number {
    return (this.#options.clock ?? systemClock).now();
  }

  #tell(problem: string): void {
    this.#extra = { ...this.#extra, problem };
    this.#changed();
  }

  #changed(): void {
    this.#state = this.#snapshot();
    for (const listener of [...this.#listeners]) listener();
  }

  /** The same array while the units are the same, as all that a state is made of. */
  #unitsOf(latest: CaptureMetadata | undefined): readonly string[] {
    const units = [...Object.keys(latest?.work ?? {}).filter((unit) => unit !== 'second'), 'second'];
    if (units.join('\0') !== this.#units.join('\0')) this.#units = units;
    return this.#units;
  }

  #snapshot(): EngineState {
    const { target, save } = this.#options;
    const { report, ...series } = this.#session.getSnapshot();
    if (report !== undefined) this.#reports.tell(report);
    const { frames, newest } = this.#reports;
    const busy = this.#works.words;
    const exact = this.#exact?.state;
    const asked = this.#why?.asked;
    return {
      ...series,
      ...this.#extra,
      ...(busy === undefined ? {} : { busy }),
      ...(exact === undefined ? {} : { exact }),
      ...(asked === undefined ? {} : { asked }),
      answers: this.#why?.answers ?? NO_ANSWERS,
      ...(newest === undefined ? {} : { report: newest.summary, columns: newest.columns }),
      frames,
      entries: this.#shelf?.entries() ?? NO_ENTRIES,
      capacity: this.#shelf?.most ?? 0,
      baseline: this.#shelf?.baseline,
      units: this.#unitsOf(series.latest),
      isLive: isLive(target),
      savedIn: typeof target === 'string' ? target : save,
    };
  }
}

function isLive(target: EngineOptions['target']): target is LiveTarget {
  return typeof target !== 'string' && 'receive' in target;
}
