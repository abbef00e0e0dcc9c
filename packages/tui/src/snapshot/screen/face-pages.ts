import type { OutlineFace, OutlineRow, RetainingPath, RowPage } from '@heaptide/report/snapshot-browse';
import { AsyncSlot, type SlotAnswer } from '../../screen/async-slot.js';
import type { SnapshotEngine } from '../engine/snapshot-engine.js';
import { pageWindow } from './page-window.js';
import type { SnapshotView } from './snapshot-view.js';

const NO_ROWS: RowPage = { rows: [], from: 0, length: 0 };

/** The rows of an outline as far as they are known, by the newest answer of all. */
export interface KnownRows {
  readonly length: number;
  /** As it is drawn, be it of a moment ago; `undefined` for a row that is not known yet. */
  readonly row: (index: number) => OutlineRow | undefined;
  /** As it can be acted on: `undefined` also where rows were opened, closed or arranged since. */
  readonly sure: (index: number) => OutlineRow | undefined;
  /** They are those that were asked for. */
  readonly isCurrent: boolean;
  readonly problem: string | undefined;
}

/** An answer, and which rows it is about: those of one generation stand at the same places. */
interface Answered {
  readonly generation: string;
  readonly page: RowPage;
}

/** Asks the engine for what a view shows, and has the answers at hand. Nothing in it waits. */
export class FacePages {
  readonly #engine: SnapshotEngine;
  readonly #outlines: Readonly<Record<OutlineFace, AsyncSlot<Answered>>>;
  readonly #path: AsyncSlot<RetainingPath>;
  /** How often a row was opened or closed: the rows are others then. */
  readonly #revisions: Record<OutlineFace, number> = { classes: 0, dominators: 0 };

  constructor(engine: SnapshotEngine, changed: () => void) {
    this.#engine = engine;
    this.#outlines = { classes: new AsyncSlot(changed), dominators: new AsyncSlot(changed) };
    this.#path = new AsyncSlot(changed);
  }

  rows(face: OutlineFace, view: SnapshotView, page: number): KnownRows {
    const { arrangement, top, cursors } = view;
    const generation = `${this.#revisions[face]} ${JSON.stringify(face === 'classes' ? arrangement : top)}`;
    const window = pageWindow(cursors[face], page);
    const question =
      face === 'classes'
        ? ({ kind: face, arrangement, ...window } as const)
        : ({ kind: face, top, ...window } as const);
    const answer = this.#outlines[face].ask(`${generation} ${JSON.stringify(window)}`, async () => ({
      generation,
      page: await this.#engine.ask(question),
    }));
    return knownRows(answer, generation);
  }

  path(node: number, way: number): SlotAnswer<RetainingPath> {
    return this.#path.ask(`${node} ${way}`, () => this.#engine.ask({ kind: 'path', node, index: way }));
  }

  /** Opens or closes a row; `failed` gets what stood in the way. */
  toggle(face: OutlineFace, index: number, failed: (problem: string) => void): void {
    // Questions are answered in their order, so the next one is about the rows as they are then.
    this.#engine
      .ask({ kind: 'toggle', face, index })
      .catch((error: unknown) => failed((error as Error).message));
    this.#revisions[face]++;
  }
}

function knownRows({ value, isCurrent, problem }: SlotAnswer<Answered>, generation: string): KnownRows {
  const { rows, from, length } = value?.page ?? NO_ROWS;
  const row = (index: number) => rows[index - from];
  const sure = (index: number) => (value?.generation === generation ? row(index) : undefined);
  return { length, row, sure, isCurrent, problem };
}
