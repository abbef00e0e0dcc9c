import type { Capture, ReceivedCapture, WatchedPod, WorkloadSource } from '@heaptide/targets';
import type { SeriesJudge } from '../../engine/engine-options.js';
import type { WatchClock } from '../../session/watch-clock.js';
import type { WorkloadState } from '../model/workload-state.js';

export interface WorkloadOptions {
  readonly source: WorkloadSource;
  /** Milliseconds from one capture of a pod to its next. */
  readonly everyMs: number;
  /** Work counter to divide growth by. */
  readonly unit?: string;
  /** No capture begins later than that, and those that are under way then are awaited; no end where absent. */
  readonly durationMs?: number;
  /** Asked after every change; the watch ends when it says so. */
  readonly stopWhen?: (state: WorkloadState) => boolean;
  /** Keeps every capture; without it none is kept. */
  readonly save?: CaptureSaving;
  /** Keeps the one capture that is taken when a pod comes near its limit, from such a share of it on. */
  readonly captureNear?: CaptureSaving & { readonly share: number };
  /** Puts original names into a capture that was read. */
  readonly mapCapture?: (capture: Capture) => Capture;
  /** What is to be said when all is over, one line each; raw text. */
  readonly closingNotes?: () => readonly string[];
  readonly createHunt?: (unit: string | undefined) => SeriesJudge;
  readonly clock?: WatchClock;
}

export interface CaptureSaving {
  /** As the user named it. */
  readonly directory: string;
  /** Saves a capture, and gives its path; errors are `HeaptideError`. */
  readonly write: (received: ReceivedCapture, to: CapturePlacing) => Promise<string>;
}

export interface CapturePlacing {
  readonly pod: WatchedPod;
  readonly directory: string;
}
