import type { BrowseAnswer, BrowseQuestion } from './browse-question.js';
import type { SnapshotSummary } from './snapshot-summary.js';

/** A snapshot that can be looked at, as a screen needs it. */
export interface SnapshotSource {
  readonly summary: SnapshotSummary;
  /** @throws {RangeError} for a node that is not there. */
  answer<Question extends BrowseQuestion>(question: Question): BrowseAnswer<Question>;
}
