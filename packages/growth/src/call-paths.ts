import type { Profile } from '@heaptide/profile';
import { applicationFrame, framesAt } from './application-frame.js';
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

/** Callers that lead further, by frame; and the trail that ends here. */
interface TrailNode {
  readonly next: Map<number, TrailNode>;
  trail: TrailId | undefined;
}

/**
 * Numbers the allocation sites of a series and the ways that lead to them. A site is the function nearest the leaf that
 * belongs to the application: memory that Node's own modules allocate is charged to the application function that called
 * them.
 */
export class CallPaths {
  /** The trail by which each site was first seen. */
  readonly sites: Trail[] = [];
  readonly trails: Trail[] = [];
  private readonly frames: Frame[] = [];
  private readonly frameIds = new Map<string, number>();
  private readonly siteOfFrame = new Map<number, SiteId>();
  private readonly root: TrailNode = { next: new Map(), trail: undefined };

  /** A function that finds the trail of each sample of `profile`. */
  of(profile: Profile): (sample: number) => TrailId {
    const { samples, locations } = profile;
    const frameOfLocation = new Int32Array(locations.length).fill(UNSEEN);
    const frameAt = (location: number): number => {
      const seen = frameOfLocation[location]!;
      if (seen !== UNSEEN) return seen;
      const frame = applicationFrame(profile, location);
      return (frameOfLocation[location] = frame === undefined ? FOREIGN : this.frameId(frame));
    };
    return (sample) => {
      const begin = samples.stackOffsets[sample]!;
      const end = samples.stackOffsets[sample + 1]!;
      const callers: number[] = [];
      let from = begin;
      for (let i = begin; i < end && callers.length < LONGEST_TRAIL; i++) {
        const frame = frameAt(samples.stack[i]!);
        if (frame === FOREIGN || frame === callers.at(-1)) continue;
        if (callers.length === 0) from = i;
        callers.push(frame);
      }
      if (callers.length === 0) callers.push(this.frameId(leafFrame(profile, begin, end)));
      return this.trailOf(callers, () => pathToRoot(profile, sample, from));
    };
  }

  private trailOf(callers: readonly number[], path: () => Frame[]): TrailId {
    let node = this.root;
    for (const frame of callers) {
      let next = node.next.get(frame);
      if (next === undefined) node.next.set(frame, (next = { next: new Map(), trail: undefined }));
      node = next;
    }
    if (node.trail === undefined) {
      node.trail = this.trails.length as TrailId;
      const site = this.siteOf(callers[0]!);
      const frames = callers.map((frame) => this.frames[frame]!);
      const trail = { site, frames, frameIds: callers, path: path() };
      this.trails.push(trail);
      if (site === this.sites.length) this.sites.push(trail);
    }
    return node.trail;
  }

  private siteOf(frame: number): SiteId {
    let site = this.siteOfFrame.get(frame);
    if (site === undefined) {
      site = this.siteOfFrame.size as SiteId;
      this.siteOfFrame.set(frame, site);
    }
    return site;
  }

  private frameId(frame: Frame): number {
    const key = `${frame.function}\0${frame.file}\0${frame.line}\0${frame.column}`;
    let id = this.frameIds.get(key);
    if (id === undefined) {
      id = this.frames.length;
      this.frames.push(frame);
      this.frameIds.set(key, id);
    }
    return id;
  }
}

const UNSEEN = -2;
const FOREIGN = -1;
const NOWHERE: Frame = { function: '(no stack)', file: '', line: 0, column: 0 };

function leafFrame(profile: Profile, begin: number, end: number): Frame {
  const leaf = begin < end ? framesAt(profile, profile.samples.stack[begin]!)[0] : undefined;
  return leaf ?? NOWHERE;
}

/** The path from the root to the stack position `from` of `sample`, root first. */
function pathToRoot(profile: Profile, sample: number, from: number): Frame[] {
  const { stack, stackOffsets } = profile.samples;
  const path: Frame[] = [];
  for (let i = from; i < stackOffsets[sample + 1]!; i++) path.push(...framesAt(profile, stack[i]!));
  return path.reverse();
}
