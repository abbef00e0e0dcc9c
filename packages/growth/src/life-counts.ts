/** A sample's cohort and what became of it, in one number. */
type Life = number;

/** Readings are numbered below this, and so are ages. */
const MOST_READINGS = 128;
const ALIVE = 0;

/**
 * Counts of samples by the reading that first showed them and the last one that did, for few samples. A sample's cohort is
 * the number of the reading that first showed it. Readings are numbered from 0; cohort 0 holds what was there when the
 * hunt began. Counts only, never samples.
 */
export class LifeCounts {
  /** Samples ever entered. */
  total = 0;
  private readonly counts = new FewCounts();

  addBirth(cohort: number): void {
    this.add(cohort * MOST_READINGS + ALIVE, 1);
    this.total++;
  }

  /** A sample of `cohort` was last seen in reading `last`. */
  addDeath(cohort: number, last: number): void {
    this.add(cohort * MOST_READINGS + ALIVE, -1);
    this.add(cohort * MOST_READINGS + 1 + last - cohort, 1);
  }

  private add(life: Life, count: number): void {
    this.counts.add(life, count);
  }

  /** Live samples of the cohorts from `from` to `until`, both included. */
  aliveBetween(from: number, until: number): number {
    let alive = 0;
    for (let cohort = from; cohort <= until; cohort++)
      alive += this.counts.get(cohort * MOST_READINGS + ALIVE);
    return alive;
  }

  get alive(): number {
    let alive = 0;
    for (const [life, count] of this.counts) if (life % MOST_READINGS === ALIVE) alive += count;
    return alive;
  }

  bornIn(cohort: number): number {
    let born = 0;
    for (const [life, count] of this.counts) if (Math.floor(life / MOST_READINGS) === cohort) born += count;
    return born;
  }

  /** `age`: readings from the first that showed the samples to the last; `undefined` for those alive. */
  forEach(visit: (cohort: number, age: number | undefined, count: number) => void): void {
    for (const [life, count] of this.counts) {
      const fate = life % MOST_READINGS;
      if (count > 0) visit(Math.floor(life / MOST_READINGS), fate === ALIVE ? undefined : fate - 1, count);
    }
  }

  /**
   * The counts as they would be had only every second reading been made: reading `2j` becomes `j`. The newest reading must
   * be an even one. What no even reading shows is gone.
   */
  halved(): LifeCounts {
    const half = new LifeCounts();
    this.forEach((cohort, age, count) => {
      const first = Math.ceil(cohort / 2);
      const last = age === undefined ? undefined : Math.floor((cohort + age) / 2);
      if (last !== undefined && last < first) return;
      half.add(first * MOST_READINGS + (last === undefined ? ALIVE : 1 + last - first), count);
      half.total += count;
    });
    return half;
  }
}

/** From so many lives on they are looked up by a map. */
const MANY = 24;

/** Counts by life that are not 0. There is one of these to every cell, and most have a few lives: a map takes ten times as much. */
class FewCounts {
  /** A life and its count, in turn; or a map. */
  private pairs: number[] | Map<Life, number> = [];

  get(life: Life): number {
    const { pairs } = this;
    if (!Array.isArray(pairs)) return pairs.get(life) ?? 0;
    for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === life) return pairs[i + 1]!;
    return 0;
  }

  add(life: Life, count: number): void {
    const { pairs } = this;
    if (!Array.isArray(pairs)) {
      const sum = (pairs.get(life) ?? 0) + count;
      if (sum === 0) pairs.delete(life);
      else pairs.set(life, sum);
      return;
    }
    let at = 0;
    while (at < pairs.length && pairs[at] !== life) at += 2;
    if (at === pairs.length) this.enter(pairs, life, count);
    else if (pairs[at + 1] === -count) pairs.splice(at, 2);
    else pairs[at + 1]! += count;
  }

  private enter(pairs: readonly number[], life: Life, count: number): void {
    if (count === 0) return;
    // Not pushed, which would leave room for sixteen more.
    this.pairs =
      pairs.length < 2 * MANY ? pairs.concat([life, count]) : new Map([...entriesOf(pairs), [life, count]]);
  }

  [Symbol.iterator](): Iterator<readonly [Life, number]> {
    return Array.isArray(this.pairs) ? entriesOf(this.pairs) : this.pairs.entries();
  }
}

function* entriesOf(pairs: readonly number[]): Generator<readonly [Life, number]> {
  for (let i = 0; i < pairs.length; i += 2) yield [pairs[i]!, pairs[i + 1]!];
}
