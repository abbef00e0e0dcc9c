import type { LocationId, Profile } from '@heaptide/profile';
import { type CallFrameId, CallFrames, type WantedFrame } from './call-frames.js';
import { type CallRow, CallTree, type CallTreeBounds } from './call-tree.js';
import { type Held, heldBy, type MemoryKind } from './held-memory.js';

/** What is allocated in one line of the site's function, or below what it calls there. */
export interface LineBytes {
  /** 1-based. */
  readonly line: number;
  readonly flat: number;
  readonly cum: number;
}

/** One function of a profile with what is around it. Plain data: it can be sent to another thread. */
export interface SiteCalls {
  /** What it allocates itself. */
  readonly flat: Held;
  /** What it allocates itself or by what it calls; 100 % of the rows' shares. */
  readonly cum: Held;
  /** Bytes of the whole profile. */
  readonly total: number;
  /** Who calls it, from its callers up to the root. */
  readonly callers: readonly CallRow[];
  /** What is allocated below it: its calls, and among the first of them the row without a frame that is its own. */
  readonly callees: readonly CallRow[];
  /** By line, ascending. Of V8, which samples functions, it is the one where the function begins. */
  readonly lines: readonly LineBytes[];
}

export interface SiteCallsOptions extends CallTreeBounds {
  readonly kind?: MemoryKind;
}

/**
 * What a profile says of one function. Where it calls itself, directly or not, its callers are those of the outermost call
 * and its callees those of the innermost: what stands between is in neither, and a sample is counted once.
 *
 * @throws {HeaptideError} `HT_E_NO_SUCH_TYPE` for a profile without sample types.
 */
export function siteCalls(
  profile: Profile,
  wanted: WantedFrame,
  { depth, breadth, kind = 'heap' }: SiteCallsOptions,
): SiteCalls {
  const frames = new CallFrames(profile);
  const held = heldBy(profile, kind);
  const stacks = new SiteStacks(profile, frames, wanted);
  const callers = new CallTree({ depth, breadth });
  const callees = new CallTree({ depth, breadth });
  const flat = { bytes: 0, objects: 0 };
  const cum = { bytes: 0, objects: 0 };
  const lines = new Map<number, { flat: number; cum: number }>();
  let total = 0;
  for (let sample = 0; sample < profile.samples.length; sample++) {
    const amount = held(sample);
    // As of external memory in a capture of the heap.
    if (amount.bytes === 0 && amount.objects === 0) continue;
    total += amount.bytes;
    const stack = stacks.of(sample);
    if (stack === undefined) continue;
    add(cum, amount);
    callers.add(stack.above, amount);
    callees.add(stack.below, amount);
    const isOwn = stack.below.length === 0;
    if (isOwn) add(flat, amount);
    const line = lines.get(stack.line) ?? { flat: 0, cum: 0 };
    lines.set(stack.line, line);
    line.cum += amount.bytes;
    if (isOwn) line.flat += amount.bytes;
  }
  return {
    flat,
    cum,
    total,
    callers: callers.rows(frames, { whole: cum.bytes }),
    callees: callees.rows(frames, { whole: cum.bytes, ...(flat.bytes !== 0 && { own: flat }) }),
    lines: Array.from(lines, ([line, bytes]) => ({ line, ...bytes })).sort((a, b) => a.line - b.line),
  };
}

function add(sum: { bytes: number; objects: number }, { bytes, objects }: Held): void {
  sum.bytes += bytes;
  sum.objects += objects;
}

/** A stack on which the site stands, taken apart there. */
interface SiteStack {
  /** Callers of the outermost call of the site, the nearest first. */
  readonly above: readonly CallFrameId[];
  /** What the innermost call of the site calls, the nearest first. */
  readonly below: readonly CallFrameId[];
  /** Line of the innermost call. */
  readonly line: number;
}

class SiteStacks {
  readonly #profile: Profile;
  readonly #frames: CallFrames;
  /** By row of the line columns. */
  readonly #isSite: Uint8Array;
  /** By location: whether the site is among its functions. */
  readonly #hasSite: Uint8Array;

  constructor(profile: Profile, frames: CallFrames, wanted: WantedFrame) {
    this.#profile = profile;
    this.#frames = frames;
    this.#isSite = frames.rowsOf(wanted);
    const { length, lineOffsets } = profile.locations;
    this.#hasSite = new Uint8Array(length);
    for (let location = 0; location < length; location++) {
      const rows = this.#isSite.subarray(lineOffsets[location], lineOffsets[location + 1]);
      this.#hasSite[location] = Number(rows.includes(1));
    }
  }

  of(sample: number): SiteStack | undefined {
    const { stack, stackOffsets } = this.#profile.samples;
    const locations = stack.subarray(stackOffsets[sample], stackOffsets[sample + 1]);
    const first = locations.findIndex((location) => this.#hasSite[location] === 1);
    if (first === -1) return undefined;
    let last = first;
    for (let i = first + 1; i < locations.length; i++) if (this.#hasSite[locations[i]!] === 1) last = i;
    const inner = this.#rowsAt(locations[first]!);
    const outer = this.#rowsAt(locations[last]!);
    return {
      above: [
        ...this.#ids(locations[last]!).slice(outer.isSite.lastIndexOf(1) + 1),
        ...this.#all(locations.subarray(last + 1)),
      ],
      below: [
        ...this.#all(locations.subarray(0, first)),
        ...this.#ids(locations[first]!).slice(0, inner.isSite.indexOf(1)),
      ].reverse(),
      line: this.#profile.locations.lineNumber[inner.begin + inner.isSite.indexOf(1)]!,
    };
  }

  #rowsAt(location: number): { readonly begin: number; readonly isSite: Uint8Array } {
    const { lineOffsets } = this.#profile.locations;
    const begin = lineOffsets[location]!;
    return { begin, isSite: this.#isSite.subarray(begin, lineOffsets[location + 1]) };
  }

  #ids(location: number): readonly CallFrameId[] {
    return this.#frames.idsAt(location as LocationId);
  }

  #all(locations: Int32Array): CallFrameId[] {
    return Array.from(locations).flatMap((location) => this.#ids(location));
  }
}
