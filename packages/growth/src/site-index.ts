import { locationFrames, type LocationId, type Profile } from '@heaptide/profile';
import type { Frame } from './growth-report.js';

/** Number of a site within one hunt. */
export type SiteId = number & { readonly __site: true };

/** Where one sample belongs: its site, and the part of its stack from the site to the root. */
export interface SitedStack {
  readonly site: SiteId;
  /** Index into `profile.samples.stack` of the site's location. */
  readonly from: number;
}

/**
 * Numbers the allocation sites of a series. A site is the function nearest the leaf that belongs to the application:
 * memory that Node's own modules allocate is charged to the application function that called them.
 */
export class SiteIndex {
  readonly frames: Frame[] = [];
  private readonly byKey = new Map<string, SiteId>();

  /** A function that finds the site of each sample of `profile`. */
  of(profile: Profile): (sample: number) => SitedStack | undefined {
    const { samples, locations } = profile;
    const siteOfLocation = new Int32Array(locations.length).fill(UNSEEN);
    const lookUp = (location: number): number => {
      const seen = siteOfLocation[location]!;
      if (seen !== UNSEEN) return seen;
      const frame = applicationFrame(profile, location);
      return (siteOfLocation[location] = frame === undefined ? FOREIGN : this.number(frame));
    };
    return (sample) => {
      const begin = samples.stackOffsets[sample]!;
      const end = samples.stackOffsets[sample + 1]!;
      for (let i = begin; i < end; i++) {
        const site = lookUp(samples.stack[i]!);
        if (site !== FOREIGN) return { site: site as SiteId, from: i };
      }
      const leaf = begin < end ? framesAt(profile, samples.stack[begin]!)[0] : undefined;
      return leaf === undefined ? undefined : { site: this.number(leaf), from: begin };
    };
  }

  private number(frame: Frame): SiteId {
    const key = `${frame.function}\0${frame.file}\0${frame.line}\0${frame.column}`;
    let id = this.byKey.get(key);
    if (id === undefined) {
      id = this.frames.length as SiteId;
      this.frames.push(frame);
      this.byKey.set(key, id);
    }
    return id;
  }
}

const UNSEEN = -2;
const FOREIGN = -1;

/** The path from the root to the stack position `from` of `sample`, root first. */
export function pathToRoot(profile: Profile, sample: number, from: number): Frame[] {
  const { stack, stackOffsets } = profile.samples;
  const path: Frame[] = [];
  for (let i = from; i < stackOffsets[sample + 1]!; i++) path.push(...framesAt(profile, stack[i]!));
  return path.reverse();
}

function applicationFrame(profile: Profile, location: number): Frame | undefined {
  return framesAt(profile, location).find(({ file }) => file !== '' && !file.startsWith('node:'));
}

/** The frames of one location, innermost first. A frame's place is where its function begins. */
function framesAt(profile: Profile, location: number): Frame[] {
  return locationFrames(profile, location as LocationId).map(({ name, file, line, column, startLine }) => ({
    function: name,
    file,
    line: startLine || line,
    column,
  }));
}
