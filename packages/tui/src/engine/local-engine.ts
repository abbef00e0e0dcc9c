import { type GrowthReport, Hunt, isFinding, type SiteReport } from '@heaptide/growth';
import { renderGrowthMarkdown, safeText } from '@heaptide/report';
import type { CaptureComparison, PathChange, SiteCalls } from '@heaptide/report/browse';
import type { FlameTree } from '@heaptide/report/flame';
import {
  type Capture,
  type CaptureSource,
  decodeCapture,
  HeaptideError,
  type HeldExactSites,
  holdExactSites,
} from '@heaptide/targets';
import { AnonymousFile } from '../captures/anonymous-file.js';
import { CaptureDirectory } from '../captures/capture-directory.js';
import { CaptureShelf } from '../captures/capture-shelf.js';
import { openDirectory } from '../captures/open-directory.js';
import { openGiven } from '../captures/open-given.js';
import { countSites } from '../captures/count-sites.js';
import { readSourceExcerpt, type SourceExcerpt, type SourcePlace } from '../detail/source-excerpt.js';
import { readSourceFile } from '../detail/source-file.js';
import { systemClock } from '../session/watch-clock.js';
import { WatchSession } from '../session/watch-session.js';
import type { ExportSubject } from '../takeaway/export-content.js';
import { saveExport } from '../takeaway/save-export.js';
import type { CaptureNumber } from './capture-entry.js';
import type { EngineOptions, GivenCaptures, LiveTarget, SeriesJudge } from './engine-options.js';
import type { EngineSession } from './engine-session.js';
import { heapSnapshotPath } from './heap-snapshot-path.js';
import { ProfileQueries } from './profile-queries.js';
import { SavedSession } from './saved-session.js';
import { type SiteColumns, type SiteFrame, type SiteId, SiteNumbering } from './site-columns.js';
import type { EngineState, ExportRequest, FlameRequest, FunctionPlace, WatchEngine } from './watch-engine.js';

/** Sites that say something, of which the state carries the reports whole. */
const MOST_TOLD = 100;
/** Lines of a source before and after the one that is looked for. */
const SOURCE_AROUND = 40;

interface ToldReport {
  readonly report: GrowthReport;
  readonly summary: GrowthReport;
  readonly columns: SiteColumns;
}

/** An engine in this thread. */
export class LocalEngine implements WatchEngine {
  readonly #options: EngineOptions;
  readonly #session: EngineSession;
  readonly #queries = new ProfileQueries((capture) => this.#decode(capture));
  readonly #numbering = new SiteNumbering();
  readonly #frames: SiteFrame[] = [];
  readonly #listeners = new Set<() => void>();
  /** Bytes of captures between their arrival and their place on the shelf. */
  readonly #arrived = new WeakMap<Capture, Uint8Array>();
  /** Opened when the engine runs. */
  #shelf: CaptureShelf | undefined;
  #told: ToldReport | undefined;
  #extra: Pick<EngineState, 'busy' | 'problem' | 'exact' | 'captureMs'> = {};
  #held: HeldExactSites | undefined;
  #state: EngineState;

  constructor(options: EngineOptions) {
    this.#options = options;
    const { target } = options;
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

  async setUnit(unit: string): Promise<void> {
    const create = (): SeriesJudge => this.#createHunt(unit);
    this.#tell({ busy: `judging anew by ${safeText(unit)}` });
    try {
      const judge = create();
      let judged = 0;
      // Captures that arrive meanwhile belong to it, too.
      for (let next = this.#nextOfLife(judged); next !== undefined; next = this.#nextOfLife(judged)) {
        judge.take(await this.#decode(next));
        judged = next;
      }
      if (judged > 0) this.#session.judgeWith(judge, judge.report(), create);
    } finally {
      this.#tell({ busy: undefined });
    }
  }

  setBaseline(capture: CaptureNumber | undefined): void {
    if (this.#shelf !== undefined) this.#shelf.baseline = capture;
  }

  mark(capture: CaptureNumber, change: { readonly pinned?: boolean; readonly note?: string }): void {
    if (this.#shelf?.mark(capture, change) === 'full')
      this.#tell({ problem: 'half of the captures that are kept are pinned or noted already' });
  }

  sites(ids: readonly SiteId[]): Promise<ReadonlyMap<SiteId, SiteReport>> {
    const found = new Map<SiteId, SiteReport>();
    for (const id of ids) {
      const site = this.#numbering.site(id);
      if (site !== undefined) found.set(id, site);
    }
    return Promise.resolve(found);
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
    const { target } = this.#options;
    if (!isLive(target) || target.exactSites === undefined)
      throw new HeaptideError('HT_E_NO_EXACT_SITES', 'exact sites need a live process');
    if (!on) {
      await this.#endExact();
      return;
    }
    this.#held ??= await holdExactSites({ exactSites: target.exactSites.bind(target) });
    const { until, always } = this.#held.state;
    this.#tell({ exact: { until, always } });
  }

  async heapSnapshot(): Promise<string> {
    const { target, exportTo } = this.#options;
    if (!isLive(target) || target.saveHeapSnapshot === undefined)
      throw new HeaptideError('HT_E_USAGE', 'a heap snapshot needs a live process');
    const path = heapSnapshotPath(exportTo, this.#state.latest?.service ?? 'process', this.#now());
    this.#tell({ busy: 'writing a heap snapshot' });
    try {
      await target.saveHeapSnapshot(path);
      return path;
    } finally {
      this.#tell({ busy: undefined });
    }
  }

  markdown(): Promise<string> {
    const report = this.#told?.report;
    return Promise.resolve(report === undefined ? 'no capture yet\n' : renderGrowthMarkdown(report));
  }

  async export(request: ExportRequest): Promise<string> {
    const { capture } = request;
    const metadata = this.#shelf?.entries().find(({ number }) => number === capture)?.metadata;
    return saveExport({
      subject: await this.#subject(request),
      service: metadata?.service ?? 'process',
      time: metadata === undefined ? this.#now() : Date.parse(metadata.time),
      folder: this.#options.exportTo,
    });
  }

  async close(): Promise<readonly string[]> {
    await this.#endExact();
    await this.#shelf?.close();
    return this.#options.closingNotes?.() ?? [];
  }

  readonly #createHunt = (unit: string | undefined = this.#options.unit): SeriesJudge =>
    this.#options.createHunt?.(unit) ?? new Hunt(unit === undefined ? {} : { unit });

  #savedSession(target: string | GivenCaptures): SavedSession {
    return new SavedSession({
      name: typeof target === 'string' ? target : target.name,
      open: (options) =>
        typeof target === 'string'
          ? openDirectory({ ...options, directory: target })
          : openGiven({ ...options, captures: target.captures }),
      mapCapture: (capture) => this.#map(capture),
      createHunt: () => this.#createHunt(),
      now: () => this.#now(),
      onShelf: (shelf) => (this.#shelf = shelf),
      onChange: () => this.#changed(),
      onProblem: (problem) => this.#tell({ problem }),
    });
  }

  #liveSession(target: LiveTarget): WatchSession {
    const { everyMs, clock } = this.#options;
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
      ...(clock === undefined ? {} : { clock }),
      onCapture: (capture, { life, afterGap }) => {
        const { metadata } = capture;
        const bytes = this.#arrived.get(capture);
        if (metadata === undefined || bytes === undefined) return;
        void this.#shelf?.add({ bytes, metadata, sites: countSites(capture), life, afterGap });
      },
    });
  }

  async #openShelf(): Promise<CaptureShelf> {
    const { save } = this.#options;
    const onProblem = (problem: string) => this.#tell({ problem });
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
    if (this.#shelf === undefined) throw new HeaptideError('HT_E_NO_CAPTURES', 'no capture is kept yet');
    return this.#map(await decodeCapture(`capture ${capture}`, await this.#shelf.read(capture)));
  }

  /** The first capture after `number` of the newest life. */
  #nextOfLife(number: number): CaptureNumber | undefined {
    const entries = this.#shelf?.entries() ?? [];
    const life = entries.at(-1)?.life;
    return entries.find((entry) => entry.life === life && entry.number > number)?.number;
  }

  async #subject({ kind, capture, base }: ExportRequest): Promise<ExportSubject> {
    switch (kind) {
      case 'pprof':
        return { kind, bytes: (await this.#shelf?.read(capture)) ?? new Uint8Array() };
      case 'svg':
        return {
          kind,
          tree: await this.#queries.flame({ capture, base, metric: 'inuse_space', inverted: false }),
        };
      default: {
        const report = this.#told?.report;
        if (report === undefined) throw new HeaptideError('HT_E_NO_CAPTURES', 'no capture yet');
        return { kind, report };
      }
    }
  }

  async #endExact(): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    this.#held = undefined;
    const isTold = await held.end();
    this.#tell({
      exact: undefined,
      ...(isTold ? {} : { problem: 'the process cannot be told to end exact sites: they end by themselves' }),
    });
  }

  #now(): number {
    return (this.#options.clock ?? systemClock).now();
  }

  #tell(change: { [Key in keyof EngineState]?: EngineState[Key] | undefined }): void {
    this.#extra = Object.fromEntries(
      Object.entries({ ...this.#extra, ...change }).filter(([, value]) => value !== undefined),
    );
    this.#changed();
  }

  #changed(): void {
    this.#state = this.#snapshot();
    for (const listener of [...this.#listeners]) listener();
  }

  #snapshot(): EngineState {
    const { target, save } = this.#options;
    const { report, ...series } = this.#session.getSnapshot();
    if (report !== undefined && this.#told?.report !== report) this.#told = this.#number(report);
    return {
      ...series,
      ...this.#extra,
      ...(this.#told === undefined ? {} : { report: this.#told.summary, columns: this.#told.columns }),
      frames: this.#frames,
      entries: this.#shelf?.entries() ?? [],
      capacity: this.#shelf?.most ?? 0,
      baseline: this.#shelf?.baseline,
      units: [...Object.keys(series.latest?.work ?? {}), 'second'],
      isLive: isLive(target),
      savedIn: typeof target === 'string' ? target : save,
    };
  }

  #number(report: GrowthReport): ToldReport {
    const { columns, added } = this.#numbering.number(report);
    this.#frames.push(...added);
    const told = report.sites
      .filter((site) => isFinding(site) || site.retracted || site.verdict === 'growing')
      .slice(0, MOST_TOLD);
    return { report, columns, summary: { ...report, sites: told } };
  }
}

function isLive(target: EngineOptions['target']): target is LiveTarget {
  return typeof target !== 'string' && 'receive' in target;
}
