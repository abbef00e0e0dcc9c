import { describe, expect, it } from 'vitest';
import { type Canaries, createCanaries } from '../../src/probe/canaries.js';
import { createSurvey, type Survey, type SurveyFacts } from '../../src/probe/survey.js';
import { createWalk, type Walk } from '../../src/probe/walk.js';
import { ownValues } from '../support/own-values.js';

const URL = 'file:///app.js';

interface Bench {
  readonly canaries: Canaries;
  readonly survey: Survey;
  /** Takes in a call that returned this. */
  readonly call: (returned: unknown) => void;
  /** Walks from these variables of a module to the end, and hands the walk to the survey. */
  readonly walkFrom: (variables: object) => void;
  readonly walkNear: () => void;
  readonly confirmed: () => SurveyFacts;
}

function benchOf(): Bench {
  const values = ownValues();
  const mine = new WeakSet<object>();
  const canaries = createCanaries(values, mine, globalThis);
  const survey = createSurvey(values, canaries, mine);
  const newWalk = (): Walk =>
    createWalk(values, canaries, mine, {
      maxNodes: 50_000,
      sameFunctions: { inCollections: 12, elsewhere: 40 },
    });
  const finish = (walk: Walk): void => {
    while (walk.step(5).left > 0);
    survey.settle(walk);
  };
  return {
    canaries,
    survey,
    call: (returned) => void canaries.take({ returned, constructs: false, frames: [] }),
    walkFrom(variables) {
      const walk = newWalk();
      for (const [label, value] of Object.entries(variables)) {
        const root = { label, url: URL, rank: 0, value: value as object };
        canaries.addRoot(root);
        walk.addRoot(root);
      }
      finish(walk);
    },
    walkNear() {
      const walk = newWalk();
      survey.addNear(walk);
      finish(walk);
    },
    confirmed() {
      while (survey.confirm(5));
      return survey.facts(false);
    },
  };
}

function objects(count: number): object[] {
  return Array.from({ length: count }, (_, number) => ({ number }));
}

describe('a collection', () => {
  it('is counted at each look, and its old entries are looked for at the end', () => {
    const { survey, walkFrom, confirmed } = benchOf();
    const stays = new Map(objects(100).map((each, i) => [i, each]));
    const turns = new Map(objects(100).map((each, i) => [`t${i}`, each]));
    const list = objects(100);
    const queue = objects(100);
    walkFrom({ stays, turns, list, queue });
    for (let look = 0; look < 3; look++) {
      survey.look(look === 2);
      for (let i = 0; i < 10; i++) {
        stays.set(1000 + look * 10 + i, {});
        turns.set(`new ${look} ${i}`, {});
        list.push({});
        queue.push({});
        queue.shift();
      }
    }
    for (let i = 0; i < 60; i++) turns.delete(`t${i}`);
    const kept = confirmed().collections.map(({ sizes, sampled, kept: of }) => [sizes, of / sampled > 0.9]);
    expect(kept).toEqual([
      [[100, 110, 120], true],
      [[100, 110, 120], false],
      [[100, 110, 120], true],
      [[100, 100, 100], false],
    ]);
  });

  it('is told as gone once it is', () => {
    const { survey, walkFrom, canaries } = benchOf();
    const holder: { list?: object[] } = { list: objects(50) };
    walkFrom({ holder });
    canaries.dropRoots();
    survey.look(false);
    expect(survey.facts(false).collections[0]!.sizes).toEqual([50]);
  });

  it('is one with others at the same place', () => {
    const { survey, walkFrom } = benchOf();
    const users = new Map(Array.from({ length: 3 }, (_, i) => [i, { log: objects(30) }]));
    walkFrom({ users });
    survey.look(true);
    const { collections, places } = survey.facts(false);
    expect(new Set(collections.map(({ place }) => place)).size).toBe(1);
    expect(places[collections[0]!.place]!.steps.map(({ label }) => label)).toEqual([
      'users',
      '[value]',
      '.log',
    ]);
  });
});

describe('a caught object', () => {
  it('is found in the collection, by identity, and no more once it has left', () => {
    const bench = benchOf();
    const [stays, leaves] = [{}, {}];
    const sessions = new Map<string, object>(objects(100).map((each, i) => [`${i}`, each]));
    sessions.set('a', stays).set('b', leaves);
    bench.call(stays);
    bench.call(leaves);
    bench.walkFrom({ sessions });
    bench.survey.look(false);
    sessions.set('b', {});
    expect(
      bench.confirmed().hits.map(({ canary, within }) => [canary, within.map(({ stillIn }) => stillIn)]),
    ).toEqual([
      [0, [true]],
      [1, [false]],
    ]);
  });

  it('below an entry is in it as long as the entry is', () => {
    const bench = benchOf();
    const rule = {};
    const sessions = new Map<number, object>(objects(100).map((each, i) => [i, each]));
    sessions.set(7, { validator: { rules: [rule] } });
    bench.call(rule);
    bench.walkFrom({ sessions });
    bench.survey.look(false);
    const [hit] = bench.confirmed().hits;
    expect(hit!.within.map(({ stillIn }) => stillIn)).toEqual([true, true]);
  });

  it('is found where the collection stood as the call returned', () => {
    const bench = benchOf();
    const sessions = new Map<number, object>(objects(3000).map((each, i) => [i, each]));
    bench.walkFrom({ sessions });
    bench.survey.look(false);
    sessions.set(3000, {});
    bench.survey.look(false);
    expect(bench.survey.chooseGrowing()).toBe(1);
    const session = { scope: {} };
    bench.survey.enterCall(3);
    bench.survey.leaveCall(3);
    bench.call(session.scope);
    sessions.set(3001, session);
    for (let i = 0; i < 2000; i++) sessions.set(4000 + i, {});
    bench.walkNear();
    const { hits, places } = bench.confirmed();
    expect(hits).toHaveLength(1);
    expect(places[hits[0]!.place]!.steps.map(({ label }) => label)).toEqual([
      'sessions',
      '[value]',
      '.scope',
    ]);
  });
});

it('counts the whole calls during which a growing collection got entries', () => {
  const bench = benchOf();
  const list = objects(50);
  bench.walkFrom({ list });
  bench.survey.look(false);
  list.push({});
  bench.survey.look(false);
  bench.survey.chooseGrowing();
  const call = (depth: number, adds: boolean): void => {
    bench.survey.enterCall(depth);
    if (adds) list.push({});
    bench.survey.leaveCall(depth);
  };
  call(2, true);
  call(2, false);
  // One that ends elsewhere in the stack than it began is another, or has awaited.
  bench.survey.enterCall(2);
  list.push({});
  bench.survey.leaveCall(1);
  bench.walkNear();
  const { wholeCalls, collections } = bench.survey.facts(false);
  expect([wholeCalls, collections[0]!.addedIn]).toEqual([2, 1]);
});

it('counts none where what came takes no memory of its own', () => {
  const bench = benchOf();
  const numbers = Array.from({ length: 50 }, (_, i) => i);
  bench.walkFrom({ numbers });
  bench.survey.look(false);
  numbers.push(50);
  bench.survey.look(false);
  bench.survey.chooseGrowing();
  bench.survey.enterCall(2);
  numbers.push(51);
  bench.survey.leaveCall(2);
  bench.walkNear();
  expect(bench.survey.facts(false).collections[0]!.addedIn).toBe(0);
});

describe('a chain', () => {
  interface Link {
    next?: Link;
  }
  const chainOf = (length: number): Link => {
    let head: Link = {};
    for (let i = 1; i < length; i++) head = { next: head };
    return head;
  };

  it('is told by what repeats, and measured as it grows', () => {
    const bench = benchOf();
    const log = { newest: chainOf(100) };
    bench.walkFrom({ log });
    bench.survey.measureChain();
    log.newest = { next: log.newest };
    bench.survey.measureChain();
    const { chain, places } = bench.survey.facts(false);
    expect(chain).toMatchObject({ unit: [{ label: '.next' }], lengths: [99, 100] });
    expect(chain!.times).toBeGreaterThan(90);
    expect(places[chain!.place]!.steps.map(({ label }) => label)).toEqual(['log', '.newest']);
  });

  it('may be a tree, whose ways go by few properties', () => {
    interface Node {
      left?: Node;
      right?: Node;
    }
    const bench = benchOf();
    const root: Node = {};
    let last = root;
    for (let i = 0; i < 12; i++) last = last[i % 3 === 0 ? 'left' : 'right'] = {};
    bench.call(last);
    bench.walkFrom({ root });
    const { chain } = bench.survey.facts(false);
    expect(chain!.unit.map(({ label }) => label).sort()).toEqual(['.left', '.right']);
  });

  it('is none where a few things lie one in another', () => {
    const bench = benchOf();
    bench.walkFrom({ config: { a: { b: { c: { a: { b: { c: {} } } } } } } });
    expect(bench.survey.facts(false).chain).toBeNull();
  });
});

it('lets go of all of it', () => {
  const bench = benchOf();
  bench.call({});
  bench.walkFrom({ list: objects(50) });
  bench.survey.look(true);
  bench.survey.clear();
  bench.canaries.clear();
  expect(bench.survey.facts(false)).toMatchObject({
    places: [],
    collections: [],
    hits: [],
    canaries: [],
    chain: null,
  });
});
