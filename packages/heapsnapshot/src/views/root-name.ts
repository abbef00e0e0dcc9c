import type { HeapGraph } from '../graph/heap-graph.js';
import { NodeType } from '../model/node-type.js';

/** V8's groups of roots (`Root` in its `src/objects/visitors.h`) in words. */
const GROUPS: ReadonlyMap<string, string> = new Map([
  ['(GC roots)', 'V8 itself'],
  ['(Handle scope)', 'handle scope (native code at work)'],
  ['(Global handles)', 'global handle (native code keeps it)'],
  ['(Traced handles)', 'traced handle (native code keeps it)'],
  ['(Eternal handles)', 'eternal handle (native code keeps it for good)'],
  ['(Stack roots)', 'stack'],
  ['(Stack)', 'stack'],
  ['(Micro tasks)', 'queued microtask'],
  ['(Bootstrapper)', 'V8 itself'],
  ['(Strong root list)', 'V8 itself'],
  ['(Strong roots)', 'V8 itself'],
  ['(Builtins)', 'V8 itself'],
  ['(Compilation cache)', 'compilation cache'],
  ['(Debugger)', 'debugger'],
  ['(Relocatable)', 'V8 itself'],
  ['(Isolate)', 'V8 itself'],
  ['(Client heap)', 'other heap'],
]);

/** The root that a way begins at, as people know it. */
export function rootName({ snapshot }: HeapGraph, edges: readonly number[]): string {
  let name = 'root';
  for (const edge of edges) {
    const node = snapshot.edgeTargets[edge]!;
    const text = snapshot.strings.beginning(snapshot.nodeNames[node]!, 100);
    if (snapshot.nodeTypes[node] === NodeType.synthetic) {
      name = GROUPS.get(text) ?? text;
      continue;
    }
    if (name !== 'root') return name;
    return /^global\b/.test(text) || text === 'system / NativeContext' ? 'global' : name;
  }
  return name;
}
