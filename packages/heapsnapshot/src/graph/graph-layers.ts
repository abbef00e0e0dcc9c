import type { ClassTable } from '../classes/class-table.js';
import type { RetainerTable } from './retainer-table.js';

/** What follows from a snapshot alone, and is not needed by all who open one. */
export interface GraphLayers {
  readonly distances: Int32Array;
  readonly classes: ClassTable;
  readonly retainers: RetainerTable;
}

export type GraphLayer = keyof GraphLayers;

export const GRAPH_LAYERS = ['distances', 'classes', 'retainers'] as const satisfies readonly GraphLayer[];
