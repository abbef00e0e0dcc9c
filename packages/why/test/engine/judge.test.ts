import { describe, expect, it } from 'vitest';
import { judge, type Look } from '../../src/engine/judge.js';
import type {
  CanaryFacts,
  ChainFacts,
  CollectionFacts,
  HitFacts,
  SurveyFacts,
} from '../../src/probe/survey-facts.js';

const URL = 'file:///app/table.js';

/** Looks half a second apart, with so many requests between two of them. */
function looksOf(count: number, requests = 100): Look[] {
  return Array.from({ length: count }, (_, i) => ({ time: i * 500, work: { requests: i * requests } }));
}

function canary(more: Partial<CanaryFacts> = {}): CanaryFacts {
  return { origin: 'return', name: '', call: 1, isObject: true, alive: true, collectedSince: true, ...more };
}

function collection(sizes: readonly number[], more: Partial<CollectionFacts> = {}): CollectionFacts {
  return {
    place: 0,
    kind: 'Map',
    since: 0,
    sizes,
    sampled: 16,
    begunAnew: false,
    kept: 16,
    addedIn: 0,
    knowsOthers: false,
    ...more,
  };
}

function hit(canary: number, collection: number, stillIn = true): HitFacts {
  return { canary, place: 1, within: [{ collection, stillIn }], isThere: stillIn };
}

function factsOf(more: Partial<SurveyFacts>): SurveyFacts {
  const sessions = { label: 'sessions', class: 'Map' };
  return {
    places: [
      { url: URL, steps: [sessions] },
      { url: URL, steps: [sessions, { label: '[value]', class: 'Session' }] },
      { url: URL, steps: [{ label: 'recent', class: 'Array' }] },
      {
        url: URL,
        steps: [
          { label: 'users', class: 'Map' },
          { label: '[value]', class: 'Set' },
        ],
      },
    ],
    collections: [],
    hits: [],
    canaries: Array.from({ length: 12 }, () => canary()),
    chains: [],
    tooLarge: [],
    calls: 12,
    wholeCalls: 0,
    ...more,
  };
}

const all = Array.from({ length: 12 }, (_, i) => hit(i, 0));
const growing = [1000, 1100, 1200, 1300];

describe('held', () => {
  it('by the collection that they are in and that grows', () => {
    const judgement = judge(factsOf({ collections: [collection(growing)], hits: all }), looksOf(4));
    expect(judgement).toMatchObject({
      state: 'held',
      inHolder: 12,
      alive: 12,
      unit: { name: 'requests', done: 300 },
      holder: { name: 'sessions', class: 'Map', file: URL, entries: growing, perUnit: 1, perSecond: 200 },
    });
    expect(judgement.holder!.below).toEqual([{ label: '[value]', class: 'Session' }]);
  });

  it('by all that lie at one path, and it is told whether these are all', () => {
    const holderOf = (knowsOthers: boolean) => {
      const sets = [collection([20, 30, 40]), collection([50, 50, 70])].map((each) => ({
        ...each,
        place: 3,
        knowsOthers,
      }));
      return judge(factsOf({ collections: sets, hits: all }), looksOf(3)).holder;
    };
    expect(holderOf(true)).toMatchObject({ collections: 2, isWhole: true, entries: [70, 80, 110] });
    expect(holderOf(false)).toMatchObject({ collections: 2, isWhole: false });
  });

  it('and it is told where all work so far had left far more: it was emptied before, or grows since lately', () => {
    const held = (before: number) =>
      judge(
        factsOf({ collections: [collection(growing)], hits: all }),
        looksOf(4).map((look) => ({ ...look, work: { requests: before + look.work.requests! } })),
      );
    expect(held(50_000)).toMatchObject({ state: 'held', shortOf: { entries: 50_300, work: 50_300 } });
    expect(held(1000).shortOf).toBeUndefined();
  });

  it('by nothing of what may only have passed through what gets an entry now and then', () => {
    const passing = all.map((each) => ({ ...each, isThere: false }));
    const judged = (sizes: readonly number[], more: Partial<SurveyFacts> = {}) =>
      judge(factsOf({ collections: [collection(sizes)], hits: passing, ...more }), looksOf(4)).state;
    const texts = all.map(() => canary({ isObject: false, alive: false }));
    expect(judged([50, 50, 50, 51])).toBe('alive');
    expect(judged([50, 90, 130, 170])).toBe('held');
    expect(judged([50, 90, 130, 170], { canaries: texts })).toBe('alive');
  });

  it('by few of many, where what was there stays', () => {
    const canaries = Array.from({ length: 200 }, (_, i) => canary({ alive: i === 7 }));
    const facts = factsOf({ canaries, collections: [collection([50, 52, 55, 57])], hits: [hit(7, 0)] });
    expect(judge(facts, looksOf(4))).toMatchObject({ state: 'held', inHolder: 1 });
  });

  it('by what the calls themselves add to, where they make nothing that could be followed', () => {
    const facts = factsOf({
      canaries: [],
      wholeCalls: 12,
      collections: [collection(growing, { addedIn: 12 })],
    });
    expect(judge(facts, looksOf(4))).toMatchObject({ state: 'held', addedIn: 12, caught: 0 });
  });

  it('by several at one place together, such as one for each user', () => {
    const collections = [collection([5, 5, 6, 6]), collection([4, 5, 5, 6]), collection([9, 9, 9, 9])];
    const facts = factsOf({ collections, hits: [hit(0, 0), hit(1, 1)] });
    expect(judge(facts, looksOf(4))).toMatchObject({ state: 'held', holder: { entries: [18, 19, 20, 21] } });
  });

  it('by strings that are found again by their text', () => {
    const canaries = Array.from({ length: 12 }, () => canary({ isObject: false, alive: false }));
    const facts = factsOf({ canaries, collections: [collection(growing)], hits: all });
    expect(judge(facts, looksOf(4))).toMatchObject({ state: 'held', inHolder: 12 });
  });

  it('not by what does not grow, or no more', () => {
    for (const sizes of [
      [1000, 1000, 1000, 1000],
      [1000, 1500, 1501, 1501, 1501],
      [900, 1300, 700, 1000],
    ]) {
      const facts = factsOf({ collections: [collection(sizes)], hits: all });
      expect(judge(facts, looksOf(sizes.length)).state).toBe('dies');
    }
  });

  it('not by what they have left', () => {
    const facts = factsOf({
      collections: [collection(growing)],
      hits: all.map((each) => hit(each.canary, 0, false)),
    });
    expect(judge(facts, looksOf(4)).state).not.toBe('held');
  });
});

describe('what grows while its oldest entries leave', () => {
  const turnedOver = collection(growing, { kept: 3 });

  it('is told as what keeps them, and not called held', () => {
    const facts = factsOf({ collections: [turnedOver], hits: all });
    expect(judge(facts, looksOf(4))).toMatchObject({
      state: 'alive',
      holder: { name: 'sessions', stayed: 3 },
    });
  });

  it('clears the site where what it makes is dead', () => {
    const canaries = Array.from({ length: 12 }, () => canary({ alive: false }));
    const facts = factsOf({
      canaries,
      collections: [collection(growing, { kept: 3, addedIn: 9 })],
      wholeCalls: 9,
    });
    expect(judge(facts, looksOf(4))).toMatchObject({ state: 'dies', holder: null });
  });

  it('nor what has come in and gone again, though then it is a backlog', () => {
    const canaries = Array.from({ length: 12 }, () => canary({ alive: false }));
    const gone = all.map((_, i) => hit(i, 0, false));
    const facts = factsOf({ canaries, collections: [collection(growing, { kept: 3 })], hits: gone });
    expect(judge(facts, looksOf(4))).toMatchObject({ state: 'alive', holder: { name: 'sessions' } });
    const renewed = collection(growing, { kept: 0, begunAnew: true, addedIn: 9 });
    expect(judge(factsOf({ collections: [renewed], wholeCalls: 12 }), looksOf(4))).toMatchObject({
      state: 'alive',
      holder: null,
    });
    const little = collection([1000, 1010, 1020, 1030], { kept: 3 });
    const inWork = factsOf({ canaries, collections: [little], hits: gone });
    expect(judge(inWork, looksOf(4))).toMatchObject({ state: 'dies', holder: null });
  });
});

describe('a chain', () => {
  const chain: ChainFacts = {
    place: 2,
    unit: [{ label: '.next', class: 'Node' }],
    times: 40,
    canaries: 0,
    lengths: [1000, 1400],
    fromOwner: true,
    begunAnew: false,
  };
  const judgeChains = (...chains: Partial<ChainFacts>[]) =>
    judge(factsOf({ chains: chains.map((each) => ({ ...chain, ...each })) }), looksOf(4));

  it('that grows, of what is alive', () => {
    expect(judgeChains({})).toMatchObject({ state: 'chain', chain: { times: 40 } });
    const canaries = Array.from({ length: 12 }, () => canary({ alive: false }));
    expect(judge(factsOf({ chains: [chain], canaries }), looksOf(4)).state).toBe('dies');
  });

  it('is none where it keeps its length, or anything is taken off', () => {
    expect(judgeChains({ lengths: [1000, 1000], canaries: 5 }).state).toBe('alive');
    expect(judgeChains({ lengths: [1000, 990, 1400], canaries: 5 }).state).toBe('alive');
  });

  it('of which only what goes can be seen is one where several caught objects lie on it and none goes', () => {
    const unseen = { fromOwner: false, lengths: [1000, 1000] };
    expect(judgeChains(unseen).state).toBe('alive');
    expect(judgeChains({ ...unseen, canaries: 2 }).state).toBe('chain');
    expect(judgeChains({ ...unseen, canaries: 2, lengths: [1000, 996] }).state).toBe('alive');
    expect(judgeChains({ ...unseen, canaries: 2, lengths: [1000, 1040] }).state).toBe('alive');
    expect(judgeChains({ ...unseen, canaries: 2, lengths: [] }).state).toBe('chain');
  });

  it('of closures is one where what begins it is another by the end', () => {
    const unit = [{ label: '{replace}.previous', class: 'Thing' }];
    const handlers = { unit, lengths: [] };
    expect(judgeChains(handlers).state).toBe('alive');
    expect(judgeChains({ ...handlers, begunAnew: true }).state).toBe('chain');
    expect(judgeChains({ ...handlers, canaries: 1 }).state).toBe('chain');
  });

  it('is the one among several that the caught objects lie on', () => {
    const judgement = judgeChains(
      { times: 900 },
      { times: 12, canaries: 3 },
      { lengths: [5, 5], canaries: 9 },
    );
    expect(judgement.chain).toMatchObject({ times: 12 });
  });
});

it('dies, alive or not called, by what is left', () => {
  const dead = Array.from({ length: 12 }, () => canary({ alive: false }));
  expect(judge(factsOf({ canaries: dead }), looksOf(4))).toMatchObject({ state: 'dies', alive: 0 });
  expect(judge(factsOf({}), looksOf(4))).toMatchObject({ state: 'alive', holder: null });
  expect(judge(factsOf({ canaries: [], calls: 0 }), looksOf(1)).state).toBe('not-called');
});

it('divides by the counter that was chosen, else by one of the program’s own, else by requests', () => {
  const looks = (work: object): Look[] => [
    { time: 0, work: {} },
    { time: 1000, work: work as Look['work'] },
  ];
  const unitOf = (work: object, chosen?: string) => judge(factsOf({}), looks(work), chosen).unit;
  expect(unitOf({ requests: 30, sessions: 10 })).toEqual({ name: 'sessions', done: 10 });
  expect(unitOf({ requests: 30, sessions: 10 }, 'requests')).toEqual({ name: 'requests', done: 30 });
  expect(unitOf({ requests: 30, sessions: 0 })).toEqual({ name: 'requests', done: 30 });
  expect(unitOf({})).toBeNull();
});
