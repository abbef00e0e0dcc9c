import type {
  Capture,
  CaptureRequest,
  ExactSites,
  ExactSitesWish,
  ReceivedCapture,
  WhyAnswer,
  WhyAsker,
} from '@heaptide/targets';
import type { Frame, GrowthReport } from '@heaptide/growth';
import type { CaptureJudge } from '../session/watch-session.js';
import type { WatchClock } from '../session/watch-clock.js';

/** What an engine asks of a `Hunt`. */
export interface SeriesJudge extends CaptureJudge {
  /** Takes a capture without saying anything of it. */
  take(capture: Capture): void;
  /** What the captures so far come to. */
  report(): GrowthReport;
}

/** A live process as an engine uses it; a `LiveProcess` is one. */
export interface LiveTarget {
  readonly name: string;
  receive(request: CaptureRequest): Promise<ReceivedCapture>;
  exactSites?(wish: ExactSitesWish, signal?: AbortSignal): Promise<ExactSites>;
  saveHeapSnapshot?(path: string, signal?: AbortSignal): Promise<void>;
  /** Lets go of the process when the engine is closed. Never rejects. */
  close?(): Promise<void>;
}

/** Captures that were named one by one, such as two to be compared. */
export interface GivenCaptures {
  readonly name: string;
  /** Reads them, each with metadata, in order. */
  read(): Promise<readonly ReceivedCapture[]>;
}

export interface EngineOptions {
  /** A live process, the directory of a saved series, or captures. */
  readonly target: LiveTarget | GivenCaptures | string;
  /** Milliseconds from the beginning of one capture to the beginning of the next. */
  readonly everyMs: number;
  /** Work counter to divide growth by. */
  readonly unit?: string;
  /** Directory that captures are saved into; without one they are kept for the watch only. */
  readonly save?: string;
  /** Directory that exports and heap snapshots are written into. */
  readonly exportTo: string;
  /** Puts original names into a capture that was read. */
  readonly mapCapture?: (capture: Capture) => Capture;
  /** Asks the live process who keeps what a site makes; without it nobody can. */
  readonly whyAsker?: WhyAsker;
  /** Puts original names into what the process answered about a site, which is given with its own. */
  readonly mapAnswer?: (answer: WhyAnswer, site: Frame) => WhyAnswer;
  /** What is to be said when all is over, one line each; raw text. */
  readonly closingNotes?: () => readonly string[];
  readonly createHunt?: (unit: string | undefined) => SeriesJudge;
  readonly clock?: WatchClock;
}
