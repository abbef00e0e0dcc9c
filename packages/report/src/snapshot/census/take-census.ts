import {
  type HeapGraph,
  listBuffers,
  listCollections,
  listContexts,
  listDuplicateStrings,
  listListeners,
  listPendingPromises,
  listSlicedStrings,
  listTimers,
} from '@heaptide/heapsnapshot';
import { type ShownStrings, shownKey } from '../shown-edge.js';
import { bufferTable } from './buffers.js';
import { type CensusTable, renderCensusTable } from './census-table.js';
import { collectionTable } from './collections.js';
import { contextTable } from './contexts.js';
import { listenerTable } from './listeners.js';
import { promiseTable } from './promises.js';
import { sliceTable } from './sliced.js';
import { stringTable } from './strings.js';
import { timerTable } from './timers.js';

/** What can be counted in a snapshot. */
export const CENSUS_KINDS = [
  'collections',
  'listeners',
  'timers',
  'promises',
  'buffers',
  'strings',
  'contexts',
  'sliced',
] as const;

export type CensusKind = (typeof CENSUS_KINDS)[number];

export interface CensusView extends ShownStrings {
  readonly kind: CensusKind;
  /** Rows; sums are over all. */
  readonly rows: number;
}

/** A census, and how it is printed. */
interface Taken {
  readonly table: CensusTable;
  readonly data: object;
}

const TAKE: Readonly<Record<CensusKind, (graph: HeapGraph, view: CensusView) => Taken>> = {
  collections: (graph, view) => told(listCollections(graph, mostOf(view)), collectionTable),
  timers: (graph, view) => told(listTimers(graph, mostOf(view)), timerTable),
  promises: (graph, view) => told(listPendingPromises(graph, mostOf(view)), promiseTable),
  buffers: (graph, view) => told(listBuffers(graph, mostOf(view)), bufferTable),
  contexts: (graph, view) => told(listContexts(graph, mostOf(view)), contextTable),
  sliced: (graph, view) => told(listSlicedStrings(graph, mostOf(view)), sliceTable),
  listeners: (graph, view) => {
    const census = listListeners(graph, mostOf(view));
    const emitters = census.emitters.map((each) => ({
      ...each,
      events: each.events.map(({ event, listeners }) => ({ event: shownKey(event, view), listeners })),
    }));
    return { table: listenerTable(census, view), data: { ...census, emitters } };
  },
  strings: (graph, view) => {
    const census = listDuplicateStrings(graph, mostOf(view));
    const strings = census.strings.map(({ text, ...rest }) => (view.showStrings ? { text, ...rest } : rest));
    return { table: stringTable(census, view), data: { ...census, strings } };
  },
};

export function renderCensusText(graph: HeapGraph, view: CensusView): string {
  return renderCensusTable(TAKE[view.kind](graph, view).table);
}

/** Schema `heaptide.snapshot-census/1`: `{schema, census, …}` with what the census of this kind has; bytes, milliseconds, lines from 1. */
export function renderCensusJson(graph: HeapGraph, view: CensusView): string {
  const { data } = TAKE[view.kind](graph, view);
  return `${JSON.stringify({ schema: 'heaptide.snapshot-census/1', census: view.kind, ...data })}\n`;
}

function told<Data extends object>(data: Data, table: (data: Data) => CensusTable): Taken {
  return { data, table: table(data) };
}

function mostOf({ rows }: CensusView) {
  return { most: rows };
}
