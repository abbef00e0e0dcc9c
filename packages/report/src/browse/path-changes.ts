import {
  HeaptideError,
  type Profile,
  removeUninteresting,
  selectSampleType,
  unitRatio,
} from '@heaptide/profile';
import type { FlameFrames } from '../flame/frame-table.js';
import { StackTree } from '../flame/stack-tree.js';
import { siteAtLocation, type SiteFunction, siteKey } from './site-function.js';

/** How much of the change of a site came about by one call path, or by several that end alike. */
export interface PathChange {
  /** The end of the call path that all of them share, the site last; from the root on where nothing is folded. */
  readonly frames: readonly SiteFunction[];
  /** How many paths are folded into this one, told apart by what is above `frames`; 0 for a whole path. */
  readonly folded: number;
  readonly before: number;
  readonly after: number;
  readonly delta: number;
}

export interface PathChangesOptions {
  /** As {@link compareCaptures} takes it. */
  readonly sampleType?: string | undefined;
  /** Changes returned at most; at least 1. */
  readonly limit: number;
}

/**
 * How the change of one site from `a` to `b` divides over its callers, largest |delta| first. Together they are the
 * site: nothing is left out, what has no room of its own is folded into a shorter path.
 *
 * Paths are told apart by functions, from the site upward, and split where the most of the change is.
 *
 * @throws {HeaptideError} `HT_E_NO_SUCH_TYPE`, `HT_E_NO_COMMON_TYPE`.
 */
export function pathChanges(
  a: Profile,
  b: Profile,
  site: SiteFunction,
  { sampleType, limit }: PathChangesOptions,
): readonly PathChange[] {
  const paths = pathsTo(site, removeUninteresting(a), removeUninteresting(b), sampleType);
  return splitUpward(paths, Math.max(1, limit))
    .map(changeOf)
    .sort((x, y) => Math.abs(y.delta) - Math.abs(x.delta) || y.after - x.after);
}

/** One whole path. */
interface Path {
  /** The site first, the root last. */
  readonly frames: readonly SiteFunction[];
  /** Numbers of the frames without the site; no two paths have the same. */
  readonly callers: readonly number[];
  before: number;
  after: number;
}

/** Paths that agree in their first `depth` callers. */
interface PathGroup {
  readonly paths: readonly Path[];
  readonly depth: number;
  /** Sum of |delta|, so that changes which cancel out do not hide. */
  readonly weight: number;
  /** Nothing of it has room of its own any more. */
  readonly closed: boolean;
}

function pathsTo(
  site: SiteFunction,
  before: Profile,
  after: Profile,
  wanted: string | undefined,
): readonly Path[] {
  const column = selectSampleType(after, wanted);
  const { type, unit } = after.sampleTypes[column]!;
  const beforeColumn = before.sampleTypes.findIndex((each) => each.type === type);
  const ratio = unitRatio(before.sampleTypes[beforeColumn]?.unit ?? '', unit);
  if (beforeColumn === -1 || ratio === undefined) {
    throw new HeaptideError('HT_E_NO_COMMON_TYPE', `the captures have no sample type ${type} in common`);
  }
  const tree = new StackTree();
  const sums = [
    sumPaths(tree, before, { site, column: beforeColumn }),
    sumPaths(tree, after, { site, column }),
  ];
  const { parent, frame, frames } = tree.nodes();
  const alike = firstAlike(frames);
  const paths = new Map<string, Path>();
  const pathAt = (end: number): Path => {
    // The frame of the site itself may be told apart further than sites are.
    const callers: number[] = [];
    for (let node = parent[end]!; node > 0; node = parent[node]!) callers.push(alike[frame[node]!]!);
    const key = callers.join();
    let path = paths.get(key);
    if (path === undefined) {
      const spelled = callers.map((id) => ({
        function: frames.name[id]!,
        file: frames.file[id]!,
        line: frames.line[id]!,
      }));
      paths.set(key, (path = { callers, frames: [site, ...spelled], before: 0, after: 0 }));
    }
    return path;
  };
  for (const [end, value] of sums[0]!) pathAt(end).before += value * ratio;
  for (const [end, value] of sums[1]!) pathAt(end).after += value;
  return [...paths.values()];
}

/** For each frame the first that is spelled alike: one may be known by its beginning, the other by the line seen of it. */
function firstAlike({ length, name, file, line }: FlameFrames): Int32Array {
  const first = Int32Array.from({ length }, (_, frame) => frame);
  for (let frame = 1; frame < length; frame++) {
    const before = frame - 1;
    if (name[frame] === name[before] && file[frame] === file[before] && line[frame] === line[before])
      first[frame] = first[before]!;
  }
  return first;
}

/** The values of the site's own samples by the node at which their stacks end. */
function sumPaths(
  tree: StackTree,
  profile: Profile,
  { site, column }: { readonly site: SiteFunction; readonly column: number },
): ReadonlyMap<number, number> {
  const { stack, stackOffsets, values } = profile.samples;
  const width = profile.sampleTypes.length;
  const siteAt = siteAtLocation(profile);
  const wanted = siteKey(site);
  const isSite = Uint8Array.from({ length: profile.locations.length }, (_, location) =>
    Number(siteKey(siteAt(location)) === wanted),
  );
  const ends = tree.add(profile, (sample) => {
    const leaf = stackOffsets[sample]!;
    if (leaf === stackOffsets[sample + 1] || values[sample * width + column] === 0) return false;
    return isSite[stack[leaf]!] === 1;
  });
  const sums = new Map<number, number>();
  ends.forEach((end, sample) => {
    if (end !== -1) sums.set(end, (sums.get(end) ?? 0) + values[sample * width + column]!);
  });
  return sums;
}

/** At most `limit` groups that hold every path once. */
function splitUpward(paths: readonly Path[], limit: number): readonly PathGroup[] {
  if (paths.length === 0) return [];
  const groups: PathGroup[] = [groupOf(paths, 0)];
  for (;;) {
    const open = groups.filter(({ closed, paths: { length } }) => !closed && length > 1);
    const heaviest = open.reduce<PathGroup | undefined>(
      (best, group) => (best === undefined || group.weight > best.weight ? group : best),
      undefined,
    );
    if (heaviest === undefined || groups.length >= limit) return groups;
    const room = limit - groups.length + 1;
    groups.splice(groups.indexOf(heaviest), 1, ...splitGroup(heaviest, room));
  }
}

/** The group by its next caller: the heaviest callers by themselves, what has no room of its own closed. */
function splitGroup({ paths, depth }: PathGroup, room: number): readonly PathGroup[] {
  const byCaller = new Map<number, Path[]>();
  for (const path of paths) {
    const caller = path.callers[depth] ?? -1;
    const known = byCaller.get(caller);
    if (known === undefined) byCaller.set(caller, [path]);
    else known.push(path);
  }
  const callers = [...byCaller.values()]
    .map((each) => groupOf(each, depth + 1))
    .sort((x, y) => y.weight - x.weight);
  if (callers.length <= room) return callers;
  const others = callers.slice(room - 1).flatMap((each) => each.paths);
  return [...callers.slice(0, room - 1), { ...groupOf(others, depth), closed: true }];
}

function groupOf(paths: readonly Path[], depth: number): PathGroup {
  const weight = paths.reduce((sum, { before, after }) => sum + Math.abs(after - before), 0);
  return { paths, depth, weight, closed: false };
}

function changeOf({ paths, depth }: PathGroup): PathChange {
  let before = 0;
  let after = 0;
  for (const path of paths) {
    before += path.before;
    after += path.after;
  }
  const isWhole = paths.length === 1;
  const frames = isWhole ? paths[0]!.frames : paths[0]!.frames.slice(0, 1 + sharedDepth(paths, depth));
  return {
    frames: frames.toReversed(),
    folded: isWhole ? 0 : paths.length,
    before,
    after,
    delta: after - before,
  };
}

/** Callers from the site upward in which all paths agree; at least `depth`. */
function sharedDepth(paths: readonly Path[], depth: number): number {
  const [first, ...others] = paths as [Path, ...Path[]];
  let shared = depth;
  while (
    shared < first.callers.length &&
    others.every(({ callers }) => callers[shared] === first.callers[shared])
  )
    shared++;
  return shared;
}
