export type { BrowseAnswer, BrowseQuestion, OutlineFace } from './browse-question.js';
export type { BrowseRow, BrowseRowKind, OutlineRow, RowPage } from './browse-row.js';
export type { ClassArrangement, ClassOrder } from './class-items.js';
export type { RetainingPath, RetainingStep } from './retaining-path.js';
export { SnapshotBrowser } from './snapshot-browser.js';
export type { SnapshotSource } from './snapshot-source.js';
export type { SnapshotSummary, SuspectLine } from './snapshot-summary.js';
