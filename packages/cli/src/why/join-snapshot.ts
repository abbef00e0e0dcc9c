import { describeHolder, type HeapGraph, type HolderOfMost } from '@heaptide/heapsnapshot';
import {
  type BareAnswer,
  type CaughtForSnapshot,
  details,
  headline,
  type WhyAnswer,
  type WhyCanaries,
  type WhyCost,
  type WhyHolder,
  type WhySnapshot,
} from '@heaptide/why';
import type { FoundObjects } from './find-caught.js';
import { nameWithoutKeys, walkedPath } from './snapshot-path.js';
import type { WatchedHolder } from './watch-holder.js';

export interface JoinOptions {
  /** What the walk said. */
  readonly walked: WhyAnswer;
  readonly caught: CaughtForSnapshot;
  readonly graph: HeapGraph;
  readonly found: FoundObjects;
  /** What became of the holder; `undefined` where there is none. */
  readonly watched: WatchedHolder | undefined;
  /** Where the snapshot is kept, if it is. */
  readonly file: string | undefined;
}

/** The walk's answer where nothing of what was caught later is alive, and so no snapshot was taken. */
export function joinDead(walked: WhyAnswer, caught: CaughtForSnapshot): WhyAnswer {
  const cost = costOf(walked.cost, caught);
  if (walked.state !== 'alive' || walked.holder !== null || caught.caught === 0) return { ...walked, cost };
  return worded({
    ...walked,
    cost,
    state: 'dies',
    canaries: canariesOf(caught, 0),
    unknown: [],
    next: 'look at another site: what this one makes does not stay',
  });
}

/** The walk's answer with what the snapshot showed: where the walk reached no holder, that of the snapshot. */
export function joinSnapshot({ walked, caught, graph, found, watched, file }: JoinOptions): WhyAnswer {
  const most = holderToTell(graph, found, watched);
  const snapshot = snapshotOf(found, most, caught, file);
  const whole = { ...walked, snapshot, cost: costOf(walked.cost, caught) };
  const isOpen = walked.state === 'alive' && walked.holder === null;
  if (!isOpen) return worded(whole);
  if (most === undefined || watched === undefined) {
    return worded({
      ...whole,
      unknown: [SCATTERED],
      next: 'look around in the snapshot: heaptide snapshot open',
    });
  }
  if (!watched.keeps) {
    const unknown =
      watched.entries.length > 0
        ? `whether it is a leak: ${nameWithoutKeys(most.holder.shown)} did not grow meanwhile (${watched.entries.join(', ')} entries)`
        : `whether it is a leak: some of what was caught died after the snapshot`;
    return worded({ ...whole, unknown: [unknown], next: 'ask again after some time, and compare' });
  }
  const holder = whyHolderOf(most, watched);
  return worded({
    ...whole,
    state: 'held',
    holder,
    canaries: canariesOf(caught, most.held),
    unknown: [
      watched.entries.length > 0
        ? 'whether entries are taken out later'
        : `whether it lets go of them later: it has no size that could be looked at`,
    ],
    next: nextStep(most),
  });
}

function canariesOf(
  { calls, caught, alive, watchedMs, caughtAt }: CaughtForSnapshot,
  inHolder: number,
): WhyCanaries {
  return {
    calls,
    caught,
    alive,
    inHolder,
    wholeCalls: 0,
    addedIn: 0,
    watchedMs: Math.round(watchedMs),
    ...(caughtAt === undefined ? {} : { caughtAt }),
  };
}

function holderToTell(
  graph: HeapGraph,
  { most, nodes }: FoundObjects,
  watched: WatchedHolder | undefined,
): HolderOfMost | undefined {
  if (most === undefined || watched === undefined || watched.node === most.holder.node) return most;
  return describeHolder(graph, nodes, watched.node) ?? most;
}

function snapshotOf(
  { of, nodes, perObject }: FoundObjects,
  most: HolderOfMost | undefined,
  { cost }: CaughtForSnapshot,
  file: string | undefined,
): WhySnapshot {
  const { path, below } = most === undefined ? NO_PATH : walkedPath(most.path, most.holder.node);
  return {
    of,
    found: nodes.length,
    held: most?.held ?? 0,
    holder:
      most === undefined ? null : { class: most.holder.class, name: holderName(most), id: most.holder.id },
    retainedSize: most?.retainedSize ?? 0,
    perObject,
    path: [...path, ...below],
    stoppedMs: Math.round(cost.stoppedMs),
    ...(file === undefined ? {} : { file }),
  };
}

const SCATTERED = 'what holds them: no one thing holds most of them, or several hold each';
const NO_PATH = { path: [], below: [] };

function holderName({ holder, each }: HolderOfMost): string {
  return each === undefined ? nameWithoutKeys(holder.shown) : `${holder.class}, one each of ${each}`;
}

const KINDS: ReadonlySet<string> = new Set(['Map', 'Set', 'Array']);

function whyHolderOf(most: HolderOfMost, { entries, perSecond }: WatchedHolder): WhyHolder {
  const walked = walkedPath(most.path, most.holder.node);
  const { file, below } = walked;
  // Where each has one of its own, how that one is reached tells nothing.
  const path =
    most.each === undefined ? walked.path : [{ label: `one of ${most.each}`, class: most.holder.class }];
  const { class: name } = most.holder;
  return {
    name: most.each === undefined ? (path.at(-1)?.label.replace(/^\./, '') ?? name) : name,
    class: name,
    kind: KINDS.has(name) ? (name as WhyHolder['kind']) : 'Object',
    file,
    path,
    below,
    collections: 1,
    isWhole: true,
    entries,
    perSecond,
    noted: 0,
    stayed: 0,
  };
}

const NEXT: ReadonlyMap<string, string> = new Map([
  ['Promise', 'find why it never settles, or let what waits for it end otherwise'],
  ['FinalizationRegistry', 'register less with it: it keeps what it is to hand over'],
]);

function nextStep({ holder, each }: HolderOfMost): string {
  if (each !== undefined) return `find where a ${holder.class} should be closed, and is not`;
  return (
    NEXT.get(holder.class) ??
    `find where entries of ${holder.field ?? holder.class} should be removed, and are not`
  );
}

function costOf(walk: WhyCost, { cost }: CaughtForSnapshot): WhyCost {
  return {
    ...walk,
    totalMs: Math.round(walk.totalMs + cost.totalMs),
    pauses: walk.pauses + cost.pauses,
    longestPauseMs: tenths(Math.max(walk.longestPauseMs, cost.longestPauseMs)),
    pausedMs: tenths(walk.pausedMs + cost.pausedMs),
    calls: walk.calls + cost.calls,
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function worded(answer: BareAnswer): WhyAnswer {
  return { ...answer, text: headline(answer), details: details(answer) };
}
