import { type HeapGraph, NodeType } from '@heaptide/heapsnapshot';
import { type SafeText, safeText } from '../safe-text.js';

/** Class names of many properties are long; they are told apart by their beginning. */
const LONGEST_NAME = 80;

/** A class as it is shown: hostile text made safe. */
export function className(name: string): SafeText {
  return safeText(name === '' ? '(no name)' : name, { limit: LONGEST_NAME });
}

/** What a node is called: its class; of V8's groups of roots their own names, which say more. Hostile text. */
export function nodeName({ snapshot, classes }: HeapGraph, node: number): string {
  if (snapshot.nodeTypes[node] !== NodeType.synthetic) return classes.names[classes.ofNode[node]!]!;
  const name = snapshot.strings.beginning(snapshot.nodeNames[node]!, LONGEST_NAME);
  return name === '' ? '(root)' : name;
}

/** `SessionRegistry @106001`. */
export function objectName(graph: HeapGraph, node: number): string {
  return `${className(nodeName(graph, node))} @${graph.snapshot.nodeIds[node]!}`;
}
