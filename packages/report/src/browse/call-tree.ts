import type { Frame } from '@heaptide/growth';
import type { CallFrameId, CallFrames } from './call-frames.js';
import type { Held } from './held-memory.js';

/** One line of a tree of calls that is written out from its roots down, children by bytes; `depth` is 0 for the roots. */
export interface CallRow extends Held {
  readonly depth: number;
  /** Part of what the site holds with all that it calls, 0 to 1. */
  readonly share: number;
  /** Raw text; absent from a row that stands for what is left out, and from that of the site's own allocations. */
  readonly frame?: Frame;
  /** How many calls beside the rows before it are left out here; absent from rows of their own. */
  readonly more?: number;
}

export interface CallTreeBounds {
  /** Levels of calls, 1 at least. */
  readonly depth: number;
  /** Calls shown of each function. */
  readonly breadth: number;
}

class CallNode {
  bytes = 0;
  objects = 0;
  readonly calls = new Map<CallFrameId, CallNode>();

  add({ bytes, objects }: Held): void {
    this.bytes += bytes;
    this.objects += objects;
  }
}

/** Collects call paths into a tree, no deeper than one level below what is shown: there calls are only counted. */
export class CallTree {
  readonly #bounds: CallTreeBounds;
  readonly #root = new CallNode();

  constructor(bounds: CallTreeBounds) {
    this.#bounds = bounds;
  }

  /** `path` leads away from the site, what is next to it first. */
  add(path: Iterable<CallFrameId>, held: Held): void {
    let node = this.#root;
    let level = 0;
    for (const id of path) {
      let next = node.calls.get(id);
      if (next === undefined) node.calls.set(id, (next = new CallNode()));
      next.add(held);
      node = next;
      if (++level > this.#bounds.depth) return;
    }
  }

  /** `own`, where there is any, is what the site allocates itself, as one more root. */
  rows(frames: CallFrames, { whole, own }: { readonly whole: number; readonly own?: Held }): CallRow[] {
    const { depth: levels, breadth } = this.#bounds;
    const rows: CallRow[] = [];
    const row = (depth: number, { bytes, objects }: Held): CallRow => ({
      depth,
      bytes,
      objects,
      share: whole === 0 ? 0 : bytes / whole,
    });
    const write = (node: CallNode, depth: number): void => {
      const calls = Array.from(node.calls, ([id, call]) => ({ frame: frames.frame(id), call })).sort(bySize);
      const shown = depth < levels ? breadth : 0;
      let ownLeft = depth === 0 ? own : undefined;
      for (const { frame, call } of calls.slice(0, shown)) {
        if (ownLeft !== undefined && ownLeft.bytes >= call.bytes) {
          rows.push(row(0, ownLeft));
          ownLeft = undefined;
        }
        rows.push({ ...row(depth, call), frame });
        write(call, depth + 1);
      }
      if (ownLeft !== undefined) rows.push(row(0, ownLeft));
      const rest = new CallNode();
      for (const { call } of calls.slice(shown)) rest.add(call);
      const more = Math.max(0, calls.length - shown);
      if (more > 0) rows.push({ ...row(depth, rest), more });
    };
    write(this.#root, 0);
    return rows;
  }
}

interface Call {
  readonly frame: Frame;
  readonly call: CallNode;
}

/** Ties by name and place, so that equal profiles give equal rows. */
function bySize(a: Call, b: Call): number {
  return (
    b.call.bytes - a.call.bytes ||
    compare(a.frame.function, b.frame.function) ||
    compare(a.frame.file, b.frame.file) ||
    a.frame.line - b.frame.line ||
    a.frame.column - b.frame.column
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
