import { functionWords, type HeapGraph, type PathStep, type RetainingPath } from '@heaptide/heapsnapshot';
import { longBytes } from '@heaptide/profile';
import { safeText } from '../safe-text.js';
import { nodeJson } from './nodes.js';
import { className, objectName } from './object-name.js';
import { shownEdge, type ShownStrings } from './shown-edge.js';

export interface PathsView extends ShownStrings {
  /** The object that is held. */
  readonly node: number;
  readonly paths: readonly RetainingPath[];
}

/** How an object is held: a line a step, from the root down to it. */
export function renderPathsText(graph: HeapGraph, { node, paths, ...shown }: PathsView): string {
  const heading = `${objectName(graph, node)} retains ${longBytes(graph.retainedSizes[node]!)}`;
  if (paths.length === 0) return `${heading}\nnothing holds it: the next collection takes it\n`;
  const blocks = paths.map((path, index) => {
    const title = paths.length === 1 ? 'held by' : `held by (${index + 1} of ${paths.length})`;
    return ['', title, ...pathLines(graph, path, shown)].join('\n');
  });
  return `${[heading, ...blocks].join('\n')}\n`;
}

/** A path, one line a step, without a heading. */
export function pathLines(
  graph: HeapGraph,
  { root, steps }: RetainingPath,
  shown: ShownStrings,
): readonly string[] {
  return [`  ${safeText(root)}`, ...steps.map((step) => stepLine(graph, step, shown))];
}

function stepLine({ retainedSizes }: HeapGraph, step: PathStep, shown: ShownStrings): string {
  const times = step.repeats > 1 ? ` x${step.repeats}` : '';
  const bytes = longBytes(retainedSizes[step.node]!);
  const called =
    step.function === undefined ? '' : ` ${safeText(functionWords(step.function), { limit: 80 })}`;
  return `    ${edgeText(step, shown)}${times} -> ${className(step.class)}${called} @${step.id}  ${bytes}`;
}

function edgeText({ edge, file }: PathStep, shown: ShownStrings): string {
  const text = safeText(shownEdge(edge, shown).text, { limit: 80 });
  return file === undefined ? text : `${text} in ${safeText(file)}`;
}

/**
 * Schema `heaptide.snapshot-path/1`: `{schema, object, paths: [{root, path: [{class, id, edge: {type, name}, file?, repeats}]}]}`, from
 * the root to the object; `object` as a node of `heaptide.snapshot-nodes/1`.
 */
export function renderPathsJson(graph: HeapGraph, { node, paths, ...shown }: PathsView): string {
  return `${JSON.stringify({
    schema: 'heaptide.snapshot-path/1',
    object: nodeJson(graph, node),
    paths: paths.map(({ root, steps }) => ({ root, path: steps.map((step) => stepJson(step, shown)) })),
  })}\n`;
}

function stepJson({ class: name, id, edge, file, repeats }: PathStep, shown: ShownStrings) {
  const { type, name: key } = shownEdge(edge, shown);
  return {
    class: name,
    id,
    edge: { type, name: key },
    ...(file === undefined ? {} : { file }),
    ...(repeats === 1 ? {} : { repeats }),
  };
}
