import type { Frame } from '@heaptide/growth';
import type { CallRow } from '@heaptide/report/browse';
import type { DetailModel } from './detail-model.js';
import { growthNotes } from './growth-notes.js';
import { nextSteps } from './next-steps.js';
import { whyNotes } from './why-notes.js';

/** What the page consists of. */
export type DetailPane = 'source' | 'callers' | 'callees' | 'growth' | 'why' | 'next';

/** All of them, in the order of a page of several columns. */
export const DETAIL_PANES: readonly DetailPane[] = ['source', 'callers', 'callees', 'growth', 'why', 'next'];

/** Places of the cursor in a pane: its rows or notes; one for the source, which follows the cursor elsewhere. */
export function stopsOf(model: DetailModel, pane: DetailPane): number {
  switch (pane) {
    case 'source':
      return 1;
    case 'growth':
      return growthNotes(model).length;
    case 'callers':
    case 'callees':
      return callRows(model, pane).length;
    case 'why':
      return whyNotes(model).length;
    case 'next':
      return nextSteps(model).length;
  }
}

export function callRows({ calls }: DetailModel, pane: 'callers' | 'callees'): readonly CallRow[] {
  return calls?.[pane] ?? [];
}

/** The function that a stop leads to. */
export function frameOfStop(model: DetailModel, pane: DetailPane, index: number): Frame | undefined {
  if (pane === 'callers' || pane === 'callees') return callRows(model, pane)[index]?.frame;
  if (pane === 'why') return whyNotes(model)[index]?.frame;
  return pane === 'next' ? nextSteps(model)[index]?.frame : undefined;
}
