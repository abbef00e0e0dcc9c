export { type WatchAccessibleOptions, runWatchAccessible } from './accessible/run-watch-accessible.js';
export {
  createDrawingStyle,
  type DrawingStyle,
  type DrawingStyleOptions,
  type Theme,
  THEMES,
} from './drawing/drawing-style.js';
export { closingLines } from './lines/closing-lines.js';
export { type FollowedWatch, type FollowOptions, followWatch } from './lines/follow-watch.js';
export { type WatchLinesOptions, runWatchLines } from './lines/run-watch-lines.js';
export { type WatchOnceOptions, runWatchOnce } from './lines/run-watch-once.js';
export { type WatchRecordsOptions, runWatchRecords } from './lines/run-watch-records.js';
export type { RecordedFinding, WatchEvent, WatchRecord } from './lines/watch-records.js';
export type { EngineOptions, LiveTarget, SeriesJudge } from './engine/engine-options.js';
export { LocalEngine } from './engine/local-engine.js';
export { type EngineThread, RemoteEngine } from './engine/remote-engine.js';
export { type EnginePort, serveEngine } from './engine/serve-engine.js';
export type { EngineState, WatchEngine } from './engine/watch-engine.js';
export { runScreen, type ScreenOptions } from './run-screen.js';
export {
  canShowScreen,
  type ColorWish,
  knows256Colors,
  wantsAscii,
  wantsColor,
} from './terminal/terminal-abilities.js';
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
export * from './workload/index.js';
export * from './snapshot/index.js';
