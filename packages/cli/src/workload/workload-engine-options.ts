import { type Capture, savePodCapture, savePodSeries, type WorkloadSource } from '@heaptide/targets';
import type { WorkloadOptions, WorkloadState } from '@heaptide/tui';

/** What an engine is told by the flags of a watch, in whatever thread it is. */
export interface WorkloadEngineWishes {
  readonly everyMs: number;
  /** No capture begins later than that; no end where absent. */
  readonly durationMs?: number;
  /** Work counter to divide growth by. */
  readonly unit?: string;
  /** Directory that all captures are saved into, a series each. */
  readonly save?: string;
  /** Share of its limit from which on a pod is captured to be kept, and where to; by default 85 % and where captures are saved. */
  readonly near?: { readonly share?: number; readonly directory?: string };
  /** Puts original names into captures. */
  readonly mapCapture?: (capture: Capture) => Capture;
  /** What is to be said when all is over, one line each. */
  readonly closingNotes?: () => readonly string[];
  readonly stopWhen?: (state: WorkloadState) => boolean;
}

const NEAR_SHARE = 0.85;

export function workloadEngineOptions(
  source: WorkloadSource,
  { save, near = {}, ...wishes }: WorkloadEngineWishes,
): WorkloadOptions {
  const { share = NEAR_SHARE, directory = save ?? '.' } = near;
  return {
    ...wishes,
    source,
    captureNear: { share, directory, write: savePodCapture },
    ...(save === undefined ? {} : { save: { directory: save, write: savePodSeries } }),
  };
}
