import type { GrowthReport, SiteReport } from '@heaptide/growth';
import type { CaptureComparison, PathChange, SiteCalls } from '@heaptide/report/browse';
import type { FlameTree } from '@heaptide/report/flame';
import type { WatchState } from '../session/watch-state.js';
import type { ExportKind } from '../takeaway/export-content.js';
import type { WhyAnswer } from '@heaptide/targets';
import type { SourceExcerpt, SourcePlace } from '../detail/source-excerpt.js';
import type { AskedSite, SiteAnswer } from '../why/site-answer.js';
import type { CaptureEntry, CaptureNumber } from './capture-entry.js';
import type { SiteColumns, SiteFrame, SiteId } from './site-columns.js';

/** What the captures so far say, without what a screen asks for when it needs it. The same object until it changes. */
export interface EngineState extends WatchState {
  /** Its `sites` are only those that say something: findings, findings that were withdrawn, and what grows. */
  readonly report?: GrowthReport;
  /** All sites. */
  readonly columns?: SiteColumns;
  /** Sites by number. Grows, but is the same array: it is read, never compared. */
  readonly frames: readonly SiteFrame[];
  /** Captures that are kept, in order. */
  readonly entries: readonly CaptureEntry[];
  /** Captures that are kept at most. */
  readonly capacity: number;
  /** The capture that differences are counted from. */
  readonly baseline: CaptureNumber | undefined;
  /** What growth may be divided by; the first is what the captures suggest. */
  readonly units: readonly string[];
  /** What the engine is busy with, in words; absent while it only captures. */
  readonly busy?: string;
  /** JIT inlining is off in the process, until then. */
  readonly exact?: { readonly until: string | undefined; readonly always: boolean };
  /** The question of who keeps what a site makes, while one is under way. */
  readonly asked?: AskedSite;
  /** What the process answered to such questions, one for each site. */
  readonly answers: readonly SiteAnswer[];
  /** Captures come in; otherwise a saved series is looked at. */
  readonly isLive: boolean;
  /** Where captures are saved, as the user named it. */
  readonly savedIn: string | undefined;
  /** What went wrong lately and does not end the watch; raw text. */
  readonly problem?: string;
  /** How long the last capture took from the request to the last byte. */
  readonly captureMs?: number;
}

export interface FlameRequest {
  readonly capture: CaptureNumber;
  readonly base: CaptureNumber | undefined;
  readonly metric: Metric;
  /** Callers below what they call. */
  readonly inverted: boolean;
}

export type Metric = 'inuse_space' | 'inuse_objects';

export interface ExportRequest {
  readonly kind: ExportKind;
  readonly capture: CaptureNumber;
  /** Makes the flame graph differential. */
  readonly base: CaptureNumber | undefined;
}

/**
 * Takes captures, judges and keeps them, and answers what screens ask of them. Lives in a thread of its own or in that of
 * the screen; the screen cannot tell. Answers are data that can be cloned; they reject with `HeaptideError`.
 */
export interface WatchEngine {
  subscribe(listener: () => void): () => void;
  getSnapshot(): EngineState;
  /**
   * Captures until the end of the watch, or reads the saved series and then waits for that end.
   * @throws {HeaptideError} when the very first capture fails.
   */
  run(signal: AbortSignal): Promise<void>;
  /** Ends the pause between two captures. */
  captureNow(): void;
  /** Lets the state stand still while captures go on. */
  hold(): void;
  release(): void;
  /** Time between two captures, from the next on. */
  setEvery(ms: number): void;
  /** Judges all that is kept anew, by another unit of work. */
  setUnit(unit: string): Promise<void>;
  setBaseline(capture: CaptureNumber | undefined): void;
  mark(capture: CaptureNumber, change: { readonly pinned?: boolean; readonly note?: string }): void;
  /** What the newest report says of these sites; those that it does not have are left out. */
  sites(ids: readonly SiteId[]): Promise<ReadonlyMap<SiteId, SiteReport>>;
  compare(a: CaptureNumber, b: CaptureNumber): Promise<CaptureComparison>;
  paths(a: CaptureNumber, b: CaptureNumber, site: FunctionPlace): Promise<readonly PathChange[]>;
  flame(request: FlameRequest): Promise<FlameTree>;
  calls(capture: CaptureNumber, site: FunctionPlace): Promise<SiteCalls>;
  source(place: SourcePlace): Promise<SourceExcerpt>;
  /** Turns JIT inlining off for a while, or on again. */
  setExact(on: boolean): Promise<void>;
  /** Writes a heap snapshot of the process to a file and gives its path. */
  heapSnapshot(): Promise<string>;
  /** Asks the process who keeps what a site makes; the answer is kept in the state too. One question at a time. */
  askWhy(site: FunctionPlace): Promise<WhyAnswer>;
  /** Takes that question back. */
  endWhy(): void;
  /** The growth report as markdown. */
  markdown(): Promise<string>;
  /** Writes a file, and gives the line that says where it is or why it is nowhere. */
  export(request: ExportRequest): Promise<string>;
  /** Ends all that it owns: exact sites, files, threads. Gives what is to be said then, one line each; raw text. */
  close(): Promise<readonly string[]>;
}

/** A function as it is looked up in a profile. */
export interface FunctionPlace {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  /** 0 or absent when unknown. */
  readonly column?: number;
  /** The memory that is meant; absent means the JS heap. */
  readonly kind?: 'external';
}
