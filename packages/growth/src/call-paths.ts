import type { Profile } from '@heaptide/profile';
import { FrameTable, OURS } from './frame-table.js';
import type { Frame } from './growth-report.js';

/** Number of an allocation site within one hunt. */
export type SiteId = number & { readonly __site: true };
/** Number of a {@link Trail} within one hunt. */
export type TrailId = number & { readonly __trail: true };

/** A site as it is reached through certain callers. */
export interface Trail {
  readonly site: SiteId;
  /** Functions of the application: the site, its caller, and so on, at most {@link LONGEST_TRAIL} of them. */
  readonly frames: readonly Frame[];
  /** Their numbers, so that trails with the same beginning are told by it. */
  readonly frameIds: readonly number[];
  /** A whole stack of it, root first, that ends at the site. */
  readonly path: readonly Frame[];
}

/** Callers further up seldom tell the uses of a function apart, and split its samples. */
const LONGEST_TRAIL = 4;

/** Frames are numbered below this. */
const MOST_FRAMES = 2 ** 26;
const ROOT = 0;

/**
 * Numbers the allocation sites of a series and the ways that lead to them. A site is the function nearest the leaf that
 * belongs to the application: memory that Node's own modules allocate is charged to the application function that called
 * them.
 */
export class CallPaths {
  /** The trail by which each site was first seen. */
  readonly sites: Trail[] = [];
  readonly trails: Trail[] = [];
  private readonly table = new FrameTable();
  private readonly siteOfFrame = new Map<number, SiteId>();
  /**
   * The tree of all callers: node by the node before it and the frame, and the trail that ends at each node. One map: of
   * 10,000 sites every node with a map of its own would take 30 MB.
   */
  private readonly nodes = new Map<number, number>();
  private readonly trailAt: (TrailId | undefined)[] = [undefined];

  /** A function that finds the trail of each sample of `profile`. */
  of(profile: Profile): (sample: number) => TrailId {
    const { samples, locations } = profile;
    const frameOfLocation = new Int32Array(locations.length).fill(UNSEEN);
    const frameAt = (location: number): number => {
      const seen = frameOfLocation[location]!;
      if (seen !== UNSEEN) return seen;
      return (frameOfLocation[location] = this.table.applicationFrame(profile, location));
    };
    return (sample) => {
      const begin = samples.stackOffsets[sample]!;
      const end = samples.stackOffsets[sample + 1]!;
      const callers: number[] = [];
      let from = begin;
      let isOurs = false;
      for (let i = begin; i < end && callers.length < LONGEST_TRAIL; i++) {
        const frame = frameAt(samples.stack[i]!);
        if (frame === OURS) isOurs = true;
        if (frame < 0 || frame === callers.at(-1)) continue;
        if (callers.length === 0) from = i;
        callers.push(frame);
      }
      if (callers.length === 0) {
        const { table } = this;
        const leaf = (): number => table.innermostFrame(profile, samples.stack[begin]!);
        callers.push(isOurs ? table.agent : begin < end ? leaf() : table.nowhere);
      }
      return this.trailOf(callers, () => this.pathToRoot(profile, sample, from));
    };
  }

  private trailOf(callers: readonly number[], path: () => Frame[]): TrailId {
    let node = ROOT;
    for (const frame of callers) node = this.childOf(node, frame);
    const known = this.trailAt[node];
    if (known === undefined) {
      const id = (this.trailAt[node] = this.trails.length as TrailId);
      const site = this.siteOf(callers[0]!);
      const frames = callers.map((frame) => this.table.frames[frame]!);
      // Copies are as long as they are, what was pushed to is longer.
      const trail = { site, frames, frameIds: callers.slice(), path: path().slice() };
      this.trails.push(trail);
      if (site === this.sites.length) this.sites.push(trail);
      return id;
    }
    return known;
  }

  private childOf(node: number, frame: number): number {
    const key = node * MOST_FRAMES + frame;
    let child = this.nodes.get(key);
    if (child === undefined) {
      child = this.trailAt.push(undefined) - 1;
      this.nodes.set(key, child);
    }
    return child;
  }

  private siteOf(frame: number): SiteId {
    let site = this.siteOfFrame.get(frame);
    if (site === undefined) {
      site = this.siteOfFrame.size as SiteId;
      this.siteOfFrame.set(frame, site);
    }
    return site;
  }

  /** The path from the root to the stack position `from` of `sample`, root first. */
  private pathToRoot(profile: Profile, sample: number, from: number): Frame[] {
    const { stack, stackOffsets } = profile.samples;
    const path: Frame[] = [];
    for (let i = from; i < stackOffsets[sample + 1]!; i++)
      path.push(...this.table.framesOf(profile, stack[i]!));
    return path.reverse();
  }
}

const UNSEEN = -3;
