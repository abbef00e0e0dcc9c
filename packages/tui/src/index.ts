export { type WatchLinesOptions, runWatchLines } from './run-watch-lines.js';
export { type WatchScreenOptions, runWatchScreen } from './run-watch-screen.js';
export { canShowScreen } from './terminal/terminal-abilities.js';
export type { WatchClock } from './session/watch-clock.js';
export {
  type CaptureJudge,
  type WatchOutcome,
  WatchSession,
  type WatchSessionOptions,
} from './session/watch-session.js';
export type {
  CaptureInterruption,
  Connection,
  Restart,
  WatchSeries,
  WatchState,
} from './session/watch-state.js';
