import type { RowPage } from './browse-row.js';
import type { ClassArrangement } from './class-items.js';
import type { RetainingPath } from './retaining-path.js';

/** The faces that are outlines. */
export type OutlineFace = 'classes' | 'dominators';

/** What a screen asks a {@link SnapshotBrowser} for. Data only, so that it can be asked from another thread. */
export type BrowseQuestion =
  | {
      readonly kind: 'classes';
      readonly arrangement: ClassArrangement;
      readonly from: number;
      readonly count: number;
    }
  | {
      readonly kind: 'dominators';
      /** What is looked at: this node with what it dominates; by default the whole heap. */
      readonly top: number | undefined;
      readonly from: number;
      readonly count: number;
    }
  /** Opens or closes a row of the outline as it was last asked for. */
  | { readonly kind: 'toggle'; readonly face: OutlineFace; readonly index: number }
  /** One of the ways that a node is held by, of those that are known the `index`th. */
  | { readonly kind: 'path'; readonly node: number; readonly index: number };

interface BrowseAnswers {
  readonly classes: RowPage;
  readonly dominators: RowPage;
  readonly toggle: undefined;
  readonly path: RetainingPath;
}

/** What is answered to a question of its kind. */
export type BrowseAnswer<Question extends BrowseQuestion = BrowseQuestion> = BrowseAnswers[Question['kind']];
