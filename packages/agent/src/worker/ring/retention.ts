/** What was captured at one moment: the heap's profile and, beside it, that of external memory. They go together. */
export interface HeldMoment {
  /** The same text for all moments of one life of a program. */
  readonly life: string;
  /** Milliseconds of the epoch; unique in its life. */
  readonly time: number;
  readonly bytes: number;
}

/** How much the ring may hold. */
export interface RingBounds {
  /** Moments of each life. */
  readonly moments: number;
  /** Bytes over all lives. */
  readonly bytes: number;
  /** Lives that ended before the current one began. */
  readonly lives: number;
}

/** The life that is being lived. */
export interface CurrentLife {
  readonly key: string;
  /** Milliseconds of the epoch. */
  readonly startedAt: number;
}

/** What the current life keeps before the evidence of the life before it is touched. */
const CORE_MOMENTS = 8;

/**
 * The moments to give up so that `bounds` hold. The current life's newest moment is never among them, unless it is larger
 * than the ring by itself.
 *
 * 1. A life with too many moments is thinned (see {@link thinnest}).
 * 2. Of the lives that ended before the current one began, the oldest beyond `bounds.lives` go whole. A life that
 *    overlaps with the current one belongs to a process beside it and is not counted.
 * 3. While there are too many bytes, lives are thinned until nothing is left of them: first the ended lives, oldest
 *    first, but for the newest of them, which most likely tells of a kill; then the current life, down to its core of
 *    eight; then that newest one; then the current life's core.
 */
export function expendable<Moment extends HeldMoment>(
  moments: readonly Moment[],
  current: CurrentLife,
  bounds: RingBounds,
): Moment[] {
  const given: Moment[] = [];
  const lives = groupByLife(moments);
  for (const life of lives.values()) {
    while (life.length > bounds.moments) given.push(...life.splice(thinnest(life), 1));
  }
  const own = lives.get(current.key) ?? [];
  const others = [...lives.entries()].filter(([key]) => key !== current.key).map(([, life]) => life);
  others.sort((a, b) => endOf(a) - endOf(b));
  const ended = others.filter((life) => endOf(life) < current.startedAt);
  for (const life of ended.slice(0, Math.max(0, ended.length - bounds.lives))) given.push(...life.splice(0));

  let excess = [own, ...others].flat().reduce((sum, { bytes }) => sum + bytes, -bounds.bytes);
  const giveUp = (life: Moment[], keep: number): void => {
    while (excess > 0 && life.length > keep) {
      const [moment] = life.splice(thinnest(life), 1);
      given.push(moment!);
      excess -= moment!.bytes;
    }
  };
  const evidence = others.pop() ?? [];
  for (const life of others) giveUp(life, 0);
  giveUp(own, CORE_MOMENTS);
  giveUp(evidence, 0);
  giveUp(own, 1);
  giveUp(own, 0);
  return given;
}

/**
 * Index of the moment that is missed least among `moments`, which are in order of time: the one whose neighbours' ages
 * (counted back from the newest) are nearest to each other in proportion. Dropping it again and again spaces moments
 * evenly in the logarithm of their age, so that a fixed number of them covers a life of any length, most densely near
 * its end. The first and the newest stay until nothing stands between them.
 */
export function thinnest(moments: readonly HeldMoment[]): number {
  const newest = moments.at(-1)?.time ?? 0;
  let found = 0;
  let nearest = -1;
  for (let index = 1; index < moments.length - 1; index++) {
    const nearness = (newest - moments[index + 1]!.time) / (newest - moments[index - 1]!.time);
    if (nearness > nearest) [found, nearest] = [index, nearness];
  }
  return found;
}

function groupByLife<Moment extends HeldMoment>(moments: readonly Moment[]): Map<string, Moment[]> {
  const lives = new Map<string, Moment[]>();
  for (const moment of [...moments].sort((a, b) => a.time - b.time)) {
    const life = lives.get(moment.life);
    if (life === undefined) lives.set(moment.life, [moment]);
    else life.push(moment);
  }
  return lives;
}

function endOf(life: readonly HeldMoment[]): number {
  return life.at(-1)?.time ?? -Infinity;
}
