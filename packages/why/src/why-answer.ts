import type { CollectionKind } from './probe/target-values.js';

/** Version of {@link WhyAnswer} as JSON. */
export const WHY_SCHEMA = 'heaptide.why/1';

/**
 * `held`: objects of the site stay in a collection that grows. `chain`: in a chain of objects that grows. `dies`: they
 * are collected, or kept by what does not grow, so nothing leaks here. `alive`: they stay, and what keeps them was not
 * reached. `not-called`: nothing called the site while it was watched.
 */
export type WhyState = 'held' | 'chain' | 'dies' | 'alive' | 'not-called';

/** An allocation site: a function by the file and position of its start, counted from 1. */
export interface WhySite {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One step of the path from a module, the process or a handle down to the object. */
export interface PathStep {
  /** A variable, property or `[value]`, `[key]`, `[entry]`, `[i]`, `[timer]`: never a key or value of the program's data. */
  readonly label: string;
  readonly class: string;
}

/** A collection that keeps objects of the site. */
export interface WhyHolder {
  /** Its variable or property. */
  readonly name: string;
  readonly class: string;
  readonly kind: CollectionKind;
  /** Module that the path begins in; empty where it begins elsewhere. */
  readonly file: string;
  /** From the root to the collection, itself included. */
  readonly path: readonly PathStep[];
  /** From the collection to the caught object. */
  readonly below: readonly PathStep[];
  /** How many lie at that path, under other entries of a collection, with this one; and whether these are all of them. */
  readonly collections: number;
  readonly isWhole: boolean;
  /** Of all of them at each look, in order; empty of what has no size, such as a promise that was found in a heap snapshot. */
  readonly entries: readonly number[];
  /** Added over the looks for each unit of work; absent where no work was counted. */
  readonly perUnit?: number;
  readonly perSecond: number;
  /** Entries noted at the first look, and how many of them were there at the last. */
  readonly noted: number;
  readonly stayed: number;
}

export interface WhyChain {
  readonly file: string;
  /** From the root to where it begins. */
  readonly path: readonly PathStep[];
  /** What repeats. */
  readonly unit: readonly PathStep[];
  /** Times that it was seen to repeat, at least. */
  readonly times: number;
  /** Its length as it was met and at each look since, where it could be measured. */
  readonly lengths: readonly number[];
}

export interface WhyCanaries {
  readonly calls: number;
  readonly caught: number;
  readonly alive: number;
  /** Of the alive ones, those found in the holder again at the end, by identity. */
  readonly inHolder: number;
  /** Calls that were watched from their beginning to their end, and those during which entries were added to the holder. */
  readonly wholeCalls: number;
  readonly addedIn: number;
  /** How long after the last was caught they were looked for. */
  readonly watchedMs: number;
  /** The function whose objects were caught, where that is a caller of the site. */
  readonly caughtAt?: { readonly file: string; readonly line: number };
}

/** What it cost the process. */
export interface WhyCost {
  readonly totalMs: number;
  readonly pauses: number;
  readonly longestPauseMs: number;
  readonly pausedMs: number;
  readonly walkMs: number;
  readonly nodes: number;
  readonly calls: number;
  /** Budgets that ended something early, in words. */
  readonly limits: readonly string[];
}

/** What holds the site's objects by a heap snapshot, in which nothing is out of reach. */
export interface WhySnapshot {
  /** Objects of the site that lived when it was taken. */
  readonly of: number;
  /** Of these, those that were looked up in it, and those that the holder holds. */
  readonly found: number;
  readonly held: number;
  /**
   * Null where no one thing holds most of them. `name`: `variable ready (Promise) of app.mjs`; of what native code keeps
   * `FSWatcher, one each of 2365`, and `id` is that of one.
   */
  readonly holder: { readonly class: string; readonly name: string; readonly id: number } | null;
  /** Bytes that would go if the holder went, or all of its kind where each has one. */
  readonly retainedSize: number;
  /** Bytes that one object holds alone, without others of the site: the median. */
  readonly perObject: number;
  /** From the root to one of the objects. */
  readonly path: readonly PathStep[];
  /** How long the main thread stood still for it. */
  readonly stoppedMs: number;
  /** Where it was kept. */
  readonly file?: string;
}

/** Who retains what a site keeps allocating: `heaptide.why/1`. All text in it comes from the process: sanitise it. */
export interface WhyAnswer {
  readonly schema: typeof WHY_SCHEMA;
  /** ISO 8601. */
  readonly time: string;
  readonly pid: number;
  readonly nodeVersion: string;
  readonly site: WhySite;
  readonly state: WhyState;
  /** The answer in one sentence, and what it rests on, a sentence each. */
  readonly text: string;
  readonly details: readonly string[];
  /** Where `held`: what keeps them. Where `alive`: what keeps them and lets its oldest entries go. */
  readonly holder: WhyHolder | null;
  readonly chain: WhyChain | null;
  /** What growth is divided by, and how much of it was done during the looks. */
  readonly unit: { readonly name: string; readonly done: number } | null;
  readonly canaries: WhyCanaries;
  /** Other collections that grew, the fastest first. */
  readonly growing: readonly WhyHolder[];
  readonly cost: WhyCost;
  /** Only where a heap snapshot was taken as well. */
  readonly snapshot?: WhySnapshot;
  readonly unknown: readonly string[];
  readonly next: string;
}
