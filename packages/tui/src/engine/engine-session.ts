import type { GrowthReport } from '@heaptide/growth';
import type { CaptureJudge } from '../session/watch-session.js';
import type { WatchState } from '../session/watch-state.js';

/** Where an engine has its captures from: a live process, or a saved series. */
export interface EngineSession {
  subscribe(listener: () => void): () => void;
  getSnapshot(): WatchState;
  /** Ends when `signal` aborts, or before that when nothing more is to come. */
  run(signal: AbortSignal): Promise<unknown>;
  captureNow(): void;
  setEvery(ms: number): void;
  hold(): void;
  release(): void;
  /** Goes on with a judge that has seen the same captures, and says `report` of them. */
  judgeWith(judge: CaptureJudge, report: GrowthReport, createHunt: () => CaptureJudge): void;
}
