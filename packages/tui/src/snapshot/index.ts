export { RemoteSnapshot, type SnapshotThread } from './engine/remote-snapshot.js';
export { serveSnapshot, type SnapshotPort } from './engine/serve-snapshot.js';
export type { OpeningStage, SnapshotEngine, SnapshotState } from './engine/snapshot-engine.js';
export { runSnapshotScreen, type SnapshotScreenOptions } from './run-snapshot-screen.js';
