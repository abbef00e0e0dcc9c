import {
  type CaptureComparison,
  compareCaptures,
  type PathChange,
  pathChanges,
  type SiteCalls,
  siteCalls,
} from '@heaptide/report/browse';
import { buildFlameTree, type FlameTree, invertFlameTree } from '@heaptide/report/flame';
import type { Capture } from '@heaptide/targets';
import type { CaptureNumber } from './capture-entry.js';
import type { FlameRequest, FunctionPlace } from './watch-engine.js';

/** Profiles that are kept decoded: the two sides of a comparison. */
const MOST_DECODED = 2;
/** What a terminal can show. */
const MOST_FLAME_NODES = 8000;
const MOST_PATHS = 12;
const CALLS = { depth: 12, breadth: 8 };

/** Answers what is asked of the profiles of captures; the last two are kept decoded. */
export class ProfileQueries {
  readonly #read: (capture: CaptureNumber) => Promise<Capture>;
  readonly #decoded = new Map<CaptureNumber, Promise<Capture>>();

  constructor(read: (capture: CaptureNumber) => Promise<Capture>) {
    this.#read = read;
  }

  async compare(a: CaptureNumber, b: CaptureNumber): Promise<CaptureComparison> {
    const [before, after] = await this.#both(a, b);
    return compareCaptures(before.profile, after.profile);
  }

  async paths(a: CaptureNumber, b: CaptureNumber, site: FunctionPlace): Promise<readonly PathChange[]> {
    const [before, after] = await this.#both(a, b);
    return pathChanges(before.profile, after.profile, site, { limit: MOST_PATHS });
  }

  async flame({ capture, base, metric, inverted }: FlameRequest): Promise<FlameTree> {
    const { profile } = await this.capture(capture);
    const compared = base === undefined ? undefined : (await this.capture(base)).profile;
    const tree = buildFlameTree(profile, {
      sampleType: metric,
      maxNodes: MOST_FLAME_NODES,
      ...(compared === undefined ? {} : { base: compared }),
    });
    return inverted ? invertFlameTree(tree) : tree;
  }

  async calls(capture: CaptureNumber, site: FunctionPlace): Promise<SiteCalls> {
    const { profile } = await this.capture(capture);
    return siteCalls(profile, site, { ...CALLS, kind: site.kind ?? 'heap' });
  }

  /** @throws {HeaptideError} for a capture that is not kept any more, or whose file has gone bad. */
  capture(number: CaptureNumber): Promise<Capture> {
    const known = this.#decoded.get(number);
    if (known !== undefined) {
      this.#decoded.delete(number);
      this.#decoded.set(number, known);
      return known;
    }
    const read = this.#read(number);
    read.catch(() => this.#decoded.delete(number));
    this.#decoded.set(number, read);
    for (const oldest of this.#decoded.keys()) {
      if (this.#decoded.size <= MOST_DECODED) break;
      this.#decoded.delete(oldest);
    }
    return read;
  }

  async #both(a: CaptureNumber, b: CaptureNumber): Promise<[Capture, Capture]> {
    return [await this.capture(a), await this.capture(b)];
  }
}
