import {
  functionWords,
  type HeapGraph,
  listClasses,
  type PathStep,
  retainingPaths,
} from '@heaptide/heapsnapshot';
import { shownEdge } from '../snapshot/shown-edge.js';
import type { BrowseAnswer, BrowseQuestion, OutlineFace } from './browse-question.js';
import type { RowPage } from './browse-row.js';
import { type ClassArrangement, classItems } from './class-items.js';
import { dominatedItems, nodeItem } from './dominated-items.js';
import { Outline } from './outline.js';
import type { RetainingPath, RetainingStep } from './retaining-path.js';
import type { SnapshotSource } from './snapshot-source.js';
import type { SnapshotSummary, SuspectLine } from './snapshot-summary.js';

/** Ways to an object that are looked for. */
const MOST_PATHS = 5;

/** An outline and what it was made for. */
interface Made {
  readonly key: string;
  readonly outline: Outline;
}

/** Answers what a screen asks about a heap snapshot. Which rows are open is kept here, one screen to a browser. */
export class SnapshotBrowser implements SnapshotSource {
  readonly summary: SnapshotSummary;
  readonly #graph: HeapGraph;
  readonly #classes: ReturnType<typeof listClasses>;
  readonly #made: Partial<Record<OutlineFace, Made>> = {};

  /** `suspects`: what was found to hold much, if it was looked for. */
  constructor(graph: HeapGraph, suspects?: readonly SuspectLine[]) {
    this.#graph = graph;
    this.#classes = listClasses(graph);
    const { snapshot, retainedSizes } = graph;
    this.summary = {
      nodeCount: snapshot.nodeCount,
      edgeCount: snapshot.edgeCount,
      total: retainedSizes[0]!,
      classCount: this.#classes.length,
      suspects,
    };
  }

  answer<Question extends BrowseQuestion>(question: Question): BrowseAnswer<Question>;
  answer(question: BrowseQuestion): BrowseAnswer {
    switch (question.kind) {
      case 'classes':
        return this.#classPage(question.arrangement, question);
      case 'dominators':
        return this.#dominatorPage(question.top, question);
      case 'toggle':
        this.#made[question.face]?.outline.toggle(question.index);
        return undefined;
      case 'path':
        return this.#path(question.node, question.index);
    }
  }

  #classPage(arrangement: ClassArrangement, { from, count }: PageRequest): RowPage {
    const items = () => classItems(this.#graph, this.#classes, arrangement);
    return this.#outline('classes', JSON.stringify(arrangement), items).page(from, count);
  }

  #dominatorPage(top: number | undefined, { from, count }: PageRequest): RowPage {
    if (top !== undefined) this.#check(top);
    const outline = this.#outline('dominators', String(top), () =>
      top === undefined ? dominatedItems(this.#graph, 0) : [nodeItem(this.#graph, top)],
    );
    return outline.page(from, count);
  }

  #outline(face: OutlineFace, key: string, items: () => ConstructorParameters<typeof Outline>[0]): Outline {
    const made = this.#made[face];
    if (made?.key === key) return made.outline;
    const outline = new Outline(items());
    this.#made[face] = { key, outline };
    return outline;
  }

  #path(node: number, index: number): RetainingPath {
    this.#check(node);
    const paths = retainingPaths(this.#graph, node, { most: MOST_PATHS });
    const path = paths[index];
    return {
      subject: nodeItem(this.#graph, node).row,
      index,
      length: paths.length,
      steps:
        path === undefined ? [] : [this.#rootStep(path.root), ...path.steps.map((step) => this.#step(step))],
    };
  }

  #rootStep(name: string): RetainingStep {
    const { snapshot, retainedSizes } = this.#graph;
    return { edge: '', name, node: 0, id: snapshot.nodeIds[0]!, retained: retainedSizes[0]!, repeats: 1 };
  }

  #step({ edge, file, function: called, class: of, node, id, repeats }: PathStep): RetainingStep {
    const name = called === undefined ? of : `${of} ${functionWords(called)}`;
    const { text } = shownEdge(edge, {});
    const held = file === undefined ? text : `${text} in ${file.slice(file.lastIndexOf('/') + 1)}`;
    return { edge: held, name, node, id, retained: this.#graph.retainedSizes[node]!, repeats };
  }

  #check(node: number): void {
    if (!(node >= 0 && node < this.#graph.snapshot.nodeCount))
      throw new RangeError(`there is no node ${node}`);
  }
}

interface PageRequest {
  readonly from: number;
  readonly count: number;
}
