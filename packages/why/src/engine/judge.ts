import type {
  CanaryFacts,
  ChainFacts,
  CollectionFacts,
  HitFacts,
  Place,
  SurveyFacts,
} from '../probe/survey-facts.js';
import type { PathStep, WhyChain, WhyHolder, WhyState } from '../why-answer.js';
import { pathOf } from './path-of.js';

/** Work done at each look, and when that was. */
export interface Look {
  /** Milliseconds of any clock. */
  readonly time: number;
  readonly work: Readonly<Record<string, number>>;
}

/** What the facts come to. */
export interface Judgement {
  readonly state: WhyState;
  readonly holder: WhyHolder | null;
  readonly chain: WhyChain | null;
  readonly unit: { readonly name: string; readonly done: number } | null;
  readonly calls: number;
  readonly caught: number;
  /** Of the caught, those that are no strings. */
  readonly objects: number;
  readonly alive: number;
  readonly inHolder: number;
  /** Calls that were watched from beginning to end, and those during which entries were added to the holder. */
  readonly wholeCalls: number;
  readonly addedIn: number;
  readonly growing: readonly WhyHolder[];
  /**
   * Entries that the holder would have, had all work of the process so far left as many as that of the question. Absent where
   * the holder has about as many, or the process has not counted its work from its start.
   */
  readonly shortOf?: { readonly entries: number; readonly work: number };
  /** A collection that keeps them and does not grow. */
  readonly keptBy: WhyHolder | null;
  /** Objects with too many keys to be listed: what they hold was not seen. */
  readonly tooLarge: readonly { readonly file: string; readonly path: readonly PathStep[] }[];
  /** Whether what calls the site may tell more: the site itself makes nothing that could be followed. */
  readonly mayBeElsewhere: boolean;
  /** Whether all that is alive might only not have been collected yet. */
  readonly notCollected: boolean;
}

/** Labels that many entries of a collection have. */
const ENTRIES: ReadonlySet<string> = new Set(['[value]', '[entry]', '[i]', '[key]', '[timer]']);
/** Of the entries noted, that many have to stay where nothing is ever taken out. */
const STAYS = 0.9;
const MOST_GROWING = 8;
const ENOUGH_TO_CLEAR = 8;
/** Where its length cannot be measured, so many caught objects have to lie on a chain. */
const LEAST_ON_CHAIN = 2;
/** Of fewer it is chance when they come. */
const FEW_ENTRIES = 20;
const GOES_ON = 0.25;
/** Share of what was in a collection at first by which it has to grow, where nothing stays in it. */
const MUCH = 0.25;
/** Of the calls that were watched, so many have to add to a collection, and such a share. */
const LEAST_ADDED = 3;
const LEAST_ADDED_SHARE = 0.005;
/** Of the entries that all work would have left, the share below which it was emptied before, or has grown for a while only. */
const SHORT_OF = 0.5;
/** Of a kind of object, the share that has to be alive for the kind to count as kept. */
const KEPT = 0.5;

/** All collections at one place, taken together. */
interface Group {
  readonly place: Place;
  readonly members: readonly number[];
  readonly kind: WhyHolder['kind'];
  readonly since: number;
  readonly entries: readonly number[];
  readonly noted: number;
  readonly stayed: number;
  readonly addedIn: number;
  /** Whether another took the place of one, and has none of its entries. */
  readonly isRenewed: boolean;
  /** Whether all that lie there are among them. */
  readonly isWhole: boolean;
}

/** Judges who retains the site's objects. `unitName`: the work counter to divide by, where it is chosen. */
export function judge(facts: SurveyFacts, looks: readonly Look[], unitName?: string): Judgement {
  const groups = groupsOf(facts);
  const unit = unitOf(looks, unitName);
  const growing = groups.filter(isGrowing);
  const describe = ({ group, below }: Candidate) => holderOf(group, below, looks, unit?.name);
  const objects = facts.canaries.filter(({ isObject }) => isObject);
  // Where there are objects to follow, strings are beside the point.
  const counted = objects.length > 0 ? objects : facts.canaries;
  const countIn = (found: ReadonlySet<number>) =>
    counted.filter((canary) => found.has(facts.canaries.indexOf(canary))).length;
  const shared = {
    unit,
    calls: facts.calls,
    caught: counted.length,
    objects: objects.length,
    alive: objects.filter((canary) => canary.alive).length,
    growing: growing
      .sort((a, b) => gained(b) - gained(a))
      .slice(0, MOST_GROWING)
      .map((group) => describe({ group, canaries: new Set(), below: [] })),
    wholeCalls: facts.wholeCalls,
    addedIn: 0,
    inHolder: 0,
    holder: null,
    chain: null,
    keptBy: null,
    tooLarge: facts.tooLarge.map((place) => pathOf(facts.places[place]!)),
    mayBeElsewhere: facts.calls > 0 && objects.length === 0,
    notCollected: objects.length > 0 && !objects.some((canary) => canary.collectedSince),
  };
  if (facts.calls === 0) return { ...shared, state: 'not-called' };
  const chosen = chooseHolder(growing.filter(stays), facts);
  if (chosen !== undefined) {
    const { canaries, group } = chosen;
    const { addedIn } = group;
    const holder = describe(chosen);
    const workSoFar = unit === null ? 0 : (looks.at(-1)!.work[unit.name] ?? 0);
    const expected = (holder.perUnit ?? 0) * workSoFar;
    return {
      ...shared,
      state: 'held',
      holder,
      inHolder: countIn(canaries),
      addedIn,
      ...(holder.entries.at(-1)! < expected * SHORT_OF
        ? { shortOf: { entries: expected, work: workSoFar } }
        : {}),
    };
  }
  const survivors = survivingKinds(facts);
  const kept = chooseHolder(
    groups.filter((group) => !growing.includes(group)),
    facts,
  );
  // Of what lies in no collection nobody has seen that it does not grow.
  const explained = kept?.canaries ?? new Set<number>();
  const unexplained = survivors.flat().filter((canary) => !explained.has(canary));
  const chain = chainOf(facts, unexplained.length > 0 || objects.length === 0);
  // Where only strings were caught, one that is found on it again tells as much.
  const isOnIt = survivors.length > 0 || (objects.length === 0 && chain !== undefined && chain.canaries > 0);
  if (chain !== undefined && isOnIt) return { ...shared, state: 'chain', chain: describeChain(chain, facts) };
  const turnedOver = growing.filter((group) => !stays(group) && !group.isRenewed);
  const isOpen = survivors.length > 0 || objects.length === 0;
  const backlog = (isOpen ? chooseHolder(turnedOver, facts) : undefined) ?? passedThrough(turnedOver, facts);
  if (backlog !== undefined) {
    const { canaries, group } = backlog;
    const { addedIn } = group;
    return { ...shared, state: 'alive', holder: describe(backlog), inHolder: countIn(canaries), addedIn };
  }
  // Where something grows for good, a few that are alive may be those that leak, and of a few caught none may be.
  const few =
    growing.some(stays) &&
    (objects.length < ENOUGH_TO_CLEAR || objects.some((canary) => canary.alive && canary.collectedSince));
  const state: WhyState = objects.length === 0 || unexplained.length > 0 || few ? 'alive' : 'dies';
  return { ...shared, state, keptBy: kept === undefined ? null : describe(kept) };
}

/** Canaries of each kind of object of which at least half is alive. */
function survivingKinds({ canaries }: SurveyFacts): readonly (readonly number[])[] {
  const kinds = new Map<string, { readonly all: number[]; readonly alive: number[] }>();
  for (const [number, { origin, name, alive, isObject }] of canaries.entries()) {
    if (!isObject) continue;
    const key = `${origin} ${name}`;
    let kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, (kind = { all: [], alive: [] }));
    kind.all.push(number);
    if (alive) kind.alive.push(number);
  }
  return [...kinds.values()]
    .filter(({ all, alive }) => alive.length >= all.length * KEPT)
    .map(({ alive }) => alive);
}

function groupsOf({ places, collections }: SurveyFacts): Group[] {
  const byPlace = new Map<number, number[]>();
  for (const [number, { place }] of collections.entries()) {
    const members = byPlace.get(place);
    if (members === undefined) byPlace.set(place, [number]);
    else members.push(number);
  }
  return [...byPlace].map(([place, members]) => {
    const facts = members.map((number) => collections[number]!);
    const since = Math.max(...facts.map((each) => each.since));
    const counted = facts.filter(({ sizes }) => !sizes.includes(-1));
    const length = Math.max(...facts.map((each) => each.sizes.length + each.since)) - since;
    const entries = Array.from({ length }, (_, i) =>
      sumOf(counted, (each) => each.sizes[i + since - each.since]!),
    );
    const stayed = sumOf(facts, ({ kept }) => kept);
    return {
      place: places[place]!,
      members,
      kind: facts[0]!.kind,
      since,
      entries,
      noted: sumOf(facts, ({ sampled }) => sampled),
      stayed,
      addedIn: Math.max(...facts.map((each) => each.addedIn)),
      isRenewed: stayed === 0 && facts.some(({ begunAnew }) => begunAnew),
      isWhole: isWhole(places[place]!, facts),
    };
  });
}

/** Where the path leads through entries others lie there, too; through those of two collections, more than can be told. */
function isWhole({ steps }: Place, facts: readonly CollectionFacts[]): boolean {
  const throughEntries = steps.filter(({ label }) => ENTRIES.has(label)).length;
  return throughEntries === 0 || (throughEntries === 1 && facts.some(({ knowsOthers }) => knowsOthers));
}

function gained({ entries }: Group): number {
  return entries.length < 2 ? 0 : entries.at(-1)! - entries[0]!;
}

/** Grows, has not lost between any two looks more than a little of it, and goes on: later no less than a part of before. */
function isGrowing(group: Group): boolean {
  const net = gained(group);
  if (net <= 0) return false;
  const steps = group.entries.slice(1).map((size, i) => size - group.entries[i]!);
  const losses = sumOf(steps, (step) => Math.max(0, -step));
  const half = Math.ceil(steps.length / 2);
  const [early, late] = [sumOf(steps.slice(0, half)), sumOf(steps.slice(half))];
  return losses * 4 <= net && (net < FEW_ENTRIES || late >= early * GOES_ON);
}

/** Nothing that was in it at the first look is taken out. Of small ones nothing was noted. */
function stays({ noted, stayed }: Group): boolean {
  return stayed >= noted * STAYS;
}

/**
 * The group that most of the canaries lie in that are alive; where none is found in any, the one that the site's calls have
 * added to. Of several the fastest growing, then the outermost.
 */
function chooseHolder(groups: readonly Group[], facts: SurveyFacts): Candidate | undefined {
  let best: Candidate | undefined;
  for (const group of groups) {
    const candidate = candidateOf(group, facts);
    const isOne = candidate.canaries.size > 0 || isAddedTo(group, facts.wholeCalls);
    if (isOne && (best === undefined || isBetter(candidate, best))) best = candidate;
  }
  return best;
}

function candidateOf(group: Group, { hits, canaries, places }: SurveyFacts): Candidate {
  const inside = hits.filter((hit) => isKept(canaries[hit.canary]!, hit, group) && isWithin(hit, group));
  const below = inside.length === 0 ? [] : places[inside[0]!.place]!.steps.slice(group.place.steps.length);
  return { group, canaries: new Set(inside.map(({ canary }) => canary)), below };
}

/**
 * A string that is found where it was is kept; nobody can say whether an object of that text was. An object may have passed
 * through what stays, as a request does through a connection: where few entries come, it has to be seen there at the end.
 */
function isKept({ alive, isObject }: CanaryFacts, { isThere }: HitFacts, group: Group): boolean {
  if (!isObject) return isThere;
  const net = gained(group);
  return alive && (isThere || net <= 0 || net >= FEW_ENTRIES);
}

function isAddedTo({ addedIn }: Group, wholeCalls: number): boolean {
  return addedIn >= LEAST_ADDED && addedIn >= wholeCalls * LEAST_ADDED_SHARE;
}

function isWithin({ within }: HitFacts, { members }: Group): boolean {
  return within.some(({ collection, stillIn }) => stillIn && members.includes(collection));
}

/**
 * What lets all go that comes into it, the caught objects among them, and grows though, from look to look and by much: what
 * is in work at any time goes up and down.
 */
function passedThrough(groups: readonly Group[], { hits }: SurveyFacts): Candidate | undefined {
  const group = groups.find(
    (each) =>
      gained(each) >= Math.max(FEW_ENTRIES, each.entries[0]! * MUCH) &&
      each.entries.every((size, i) => i === 0 || size >= each.entries[i - 1]!) &&
      hits.some(({ within }) => within.some(({ collection }) => each.members.includes(collection))),
  );
  return group && { group, canaries: new Set(), below: [] };
}

interface Candidate {
  readonly group: Group;
  readonly canaries: ReadonlySet<number>;
  /** From the collection to one of them. */
  readonly below: readonly PathStep[];
}

function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.canaries.size !== b.canaries.size) return a.canaries.size > b.canaries.size;
  if (a.group.addedIn !== b.group.addedIn) return a.group.addedIn > b.group.addedIn;
  const [fast, slow] = [gained(a.group), gained(b.group)];
  if (Math.abs(fast - slow) > Math.max(fast, slow) / 10) return fast > slow;
  return a.group.place.steps.length < b.group.place.steps.length;
}

/**
 * Of the chains that go on, the one that most of the caught objects lie on, and then the longest. One that cannot be measured
 * counts only where something else does not keep them as well.
 */
function chainOf({ chains }: SurveyFacts, isUnexplained: boolean): ChainFacts | undefined {
  const likely = chains.filter((chain) => goesOn(chain) && (chain.lengths.length > 0 || isUnexplained));
  return likely.sort((a, b) => b.canaries - a.canaries || b.times - a.times)[0];
}

function describeChain(
  { place, unit, times, fromOwner, lengths }: ChainFacts,
  { places }: SurveyFacts,
): WhyChain {
  const { file, path } = pathOf(places[place]!);
  return { file, path, unit, times, lengths: fromOwner ? lengths : [] };
}

/**
 * Links come and none goes. Of what is measured from an old link on, it must not grow either: an old link that was taken off
 * leads to newer ones still. There the caught objects tell that links come.
 */
function goesOn({ unit, lengths, fromOwner, canaries, begunAnew }: ChainFacts): boolean {
  const [first = 0, last = 0] = [lengths[0], lengths.at(-1)];
  if (lengths.some((length, i) => i > 0 && length < lengths[i - 1]!)) return false;
  if (fromOwner && lengths.length > 0) return last > first;
  // Closures are too dear to be counted: that their chain goes on is told by its beginning.
  const isOfClosures = unit.some(({ label }) => label.startsWith('{'));
  if (isOfClosures) return begunAnew || canaries > 0;
  return last === first && canaries >= LEAST_ON_CHAIN;
}

/** The counter to divide by: the chosen one, else one of the program's own that advanced, else its requests. */
function unitOf(looks: readonly Look[], chosen?: string): { name: string; done: number } | null {
  const [first, last] = [looks[0], looks.at(-1)];
  if (first === undefined || last === undefined) return null;
  const done = (name: string) => (last.work[name] ?? 0) - (first.work[name] ?? 0);
  const names = Object.keys(last.work).filter((name) => done(name) > 0);
  const name =
    chosen !== undefined && names.includes(chosen)
      ? chosen
      : (names.find((each) => each !== 'requests') ?? names.find((each) => each === 'requests'));
  return name === undefined ? null : { name, done: done(name) };
}

function holderOf(
  group: Group,
  below: readonly PathStep[],
  looks: readonly Look[],
  unit: string | undefined,
): WhyHolder {
  const { file, path } = pathOf(group.place);
  const [first, last] = [looks[group.since], looks.at(-1)];
  const seconds = first === undefined || last === undefined ? 0 : (last.time - first.time) / 1000;
  const work = unit === undefined ? 0 : (last?.work[unit] ?? 0) - (first?.work[unit] ?? 0);
  const { label, class: name } = path.at(-1)!;
  return {
    name: label.replace(/^\./, ''),
    class: name,
    kind: group.kind,
    file,
    path,
    below,
    collections: group.members.length,
    isWhole: group.isWhole,
    entries: group.entries,
    ...(work > 0 ? { perUnit: gained(group) / work } : {}),
    perSecond: seconds > 0 ? gained(group) / seconds : 0,
    noted: group.noted,
    stayed: group.stayed,
  };
}

function sumOf<T>(items: readonly T[], value: (item: T) => number = Number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
