import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';
import type { EdgeFinder } from './edge-finder.js';

/** A variable that a context holds, and what is in it. Small integers and the like have no edge, so they are not seen. */
export interface HeldVariable {
  readonly name: string;
  readonly target: number;
}

/** V8's words: a map and a length, then the scope's description and the context around it. */
const CONTEXT_HEADER = 16 + 2 * 8;
const WORD = 8;
const MOST_CHARACTERS = 256;
/** Scopes within scopes that are followed to the function around them. */
const MOST_SCOPES = 64;
const NAMES_TABLE = '(context local names';

/**
 * What V8 knows of the scopes whose variables closures keep. A context holds one slot per captured variable; its `ScopeInfo`
 * has their names, after them the function's own name. Layout: V8 `src/objects/scope-info.tq`.
 */
export class ContextScopes {
  readonly #snapshot: HeapSnapshot;
  readonly #finder: EdgeFinder;

  constructor(snapshot: HeapSnapshot, finder: EdgeFinder) {
    this.#snapshot = snapshot;
    this.#finder = finder;
  }

  /** Whether the node is a context of source text. Those that V8 makes for its builtins have a scope without names. */
  isContext(node: number): boolean {
    return (
      this.#snapshot.nodeTypes[node] === NodeType.object &&
      this.#finder.isNamed(node, 'system / Context') &&
      this.#partsOf(node, 1).length > 0
    );
  }

  /** The `ScopeInfo` of a context, the same for all contexts that one piece of source makes. */
  scopeOf(context: number): number | undefined {
    return this.#finder.internal(context, 'scope_info');
  }

  /** Variables that hold something on the heap. */
  variables(context: number): HeldVariable[] {
    const { firstEdges, edgeTypes, edgeNames, edgeTargets, strings } = this.#snapshot;
    const held: HeldVariable[] = [];
    const unnamed: number[] = [];
    for (let edge = firstEdges[context]!; edge < firstEdges[context + 1]!; edge++) {
      const type = edgeTypes[edge];
      if (type === EdgeType.context) {
        held.push({
          name: strings.beginning(edgeNames[edge]!, MOST_CHARACTERS),
          target: edgeTargets[edge]!,
        });
      } else if (type === EdgeType.hidden) unnamed.push(edgeTargets[edge]!);
    }
    if (unnamed.length === 0) return held;
    // Variables of blocks have no names on their edges. They are in order, so that they have names if none is left out.
    const names = this.#namesOf(context);
    const known = held.length === 0 && names.length === unnamed.length;
    unnamed.forEach((target, at) => held.push({ name: known ? names[at]! : '(a variable)', target }));
    return held;
  }

  /** Name of the function whose call made the context; '' if it has none, undefined for a block or a V8-made context. */
  functionName(context: number): string | undefined {
    const slots = this.#slotsOf(context);
    const parts = this.#partsOf(context, slots + 1);
    const tabled = parts[0] !== undefined && this.#nameOf(parts[0]).startsWith(NAMES_TABLE);
    const part = parts[tabled ? 1 : slots];
    return part !== undefined && this.#isText(part) ? this.#nameOf(part) : undefined;
  }

  /**
   * Name of the function around the context: its own, or that of the nearest function outwards; '' if that has none, as
   * arrow functions and modules have not, undefined where the snapshot does not tell.
   */
  declaringFunction(context: number): string | undefined {
    let scope: number | undefined = context;
    for (let steps = 0; steps < MOST_SCOPES && scope !== undefined; steps++) {
      const name = this.functionName(scope);
      if (name !== undefined) return name;
      scope = this.#finder.internal(scope, 'previous');
    }
    return undefined;
  }

  /** Whether no program's context is around it: that of a module, or of a script's outermost function. */
  isOutermost(context: number): boolean {
    const previous = this.#finder.internal(context, 'previous');
    return previous === undefined || !this.#finder.isNamed(previous, 'system / Context');
  }

  #namesOf(context: number): string[] {
    const slots = this.#slotsOf(context);
    return this.#partsOf(context, slots)
      .filter((part) => this.#isText(part))
      .map((part) => this.#nameOf(part));
  }

  /** Captured variables, whatever they hold. */
  #slotsOf(context: number): number {
    const extension = this.#finder.internal(context, 'extension') === undefined ? 0 : 1;
    const bytes = this.#snapshot.fileSizes[context]! - CONTEXT_HEADER;
    return Math.max(0, Math.floor(bytes / WORD) - extension);
  }

  /** The first parts of a context's `ScopeInfo`: names of variables, name of the function, the scope around. */
  #partsOf(context: number, most: number): number[] {
    const { firstEdges, edgeTypes, edgeTargets } = this.#snapshot;
    const scope = this.scopeOf(context);
    const parts: number[] = [];
    if (scope === undefined) return parts;
    for (let edge = firstEdges[scope]!; edge < firstEdges[scope + 1]! && parts.length < most; edge++) {
      if (edgeTypes[edge] === EdgeType.hidden) parts.push(edgeTargets[edge]!);
    }
    return parts;
  }

  #isText(node: number): boolean {
    return this.#snapshot.nodeTypes[node] === NodeType.string;
  }

  #nameOf(node: number): string {
    return this.#snapshot.strings.beginning(this.#snapshot.nodeNames[node]!, MOST_CHARACTERS);
  }
}
