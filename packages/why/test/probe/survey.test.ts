import { describe, expect, it } from 'vitest';
import { surveyBench } from '../support/survey-bench.js';

function objects(count: number): object[] {
  return Array.from({ length: count }, (_, number) => ({ number }));
}

describe('a collection', () => {
  it('is counted at each look, and its old entries are looked for at the end', () => {
    const { survey, walkFrom, confirmed } = surveyBench();
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

  it('goes on as what takes its place, where state is replaced and not changed', () => {
    const { survey, walkFrom, call, confirmed } = surveyBench();
    const caught = {};
    const store = { state: { list: [...objects(60), caught] as readonly object[] } };
    call(caught);
    walkFrom({ store });
    for (let look = 0; look < 3; look++) {
      store.state = { list: [...store.state.list, ...objects(10)] };
      survey.look(look === 2);
    }
    const { collections, hits } = confirmed();
    expect(collections).toMatchObject([{ sizes: [71, 81, 91] }]);
    expect(collections[0]!.kept).toBe(collections[0]!.sampled);
    expect(hits).toMatchObject([{ within: [{ stillIn: true }] }]);
  });

  it('is followed so though nothing caught is seen in it, to a place that is known as a call returns', () => {
    const bench = surveyBench();
    const [store, caught] = [{ list: objects(3000) }, {}];
    const add = (entry: object): void => {
      store.list = [...store.list, entry];
    };
    bench.walkFrom({ store }, { isSteady: true });
    bench.survey.look(false);
    add({});
    bench.survey.look(false);
    expect(bench.collections.chooseGrowing()).toBe(1);
    add({});
    bench.call(caught);
    bench.collections.leaveCall(1);
    add({ scope: caught });
    for (let i = 0; i < 300; i++) add({});
    bench.walkNear();
    bench.survey.look(true);
    const { collections, hits } = bench.confirmed();
    expect(collections[0]!.sizes).toEqual([3000, 3001, 3303]);
    expect(hits).toMatchObject([{ within: [{ collection: 0, stillIn: true }] }]);
  });

  it('goes on as what a variable of its module has by then, which a function of the module tells', () => {
    const bench = surveyBench();
    const caught = {};
    const list = [...objects(60), caught];
    bench.call(caught);
    const addNotice = (): void => undefined;
    bench.walkFrom({ list, addNotice });
    const opened = bench.newWalk();
    bench.survey.addSealed(opened);
    const [node, ...more] = opened.takeSealed(8);
    expect([opened.nodeAt(node!), more]).toEqual([addNotice, []]);
    opened.add([...list, {}], node!, '{module file:///app.js}.list');
    bench.survey.look(true, opened);
    const { collections, hits } = bench.confirmed();
    expect(collections).toMatchObject([{ sizes: [62] }]);
    expect(hits).toMatchObject([{ within: [{ stillIn: true }] }]);
  });

  it('of a prototype is found again through it', () => {
    const { survey, walkFrom, call } = surveyBench();
    const caught = {};
    const prototype = { children: [...objects(60), caught] };
    call(caught);
    walkFrom({ tree: { first: Object.create(prototype) as object } });
    prototype.children = [...prototype.children, {}];
    survey.look(true);
    expect(survey.facts(false).collections).toMatchObject([{ sizes: [62] }]);
  });

  it('goes on as what its key has by then, and is gone where that is of another kind', () => {
    const { survey, walkFrom, call } = surveyBench();
    const caught = [{}, {}, {}];
    const accounts = new Map(caught.map((each, i) => [i, { history: [...objects(60), each] as object }]));
    for (const each of caught) call(each);
    walkFrom({ accounts });
    const [first, second] = [accounts.get(0)!, accounts.get(1)!];
    accounts.set(0, { history: [...(first.history as object[]), ...objects(9)] });
    accounts.set(1, { history: new Map() });
    survey.look(true);
    expect(survey.facts(false).collections.map(({ sizes }) => sizes)).toEqual([[70], [-1], [61], [3]]);
    expect(second.history).toHaveLength(61);
  });

  it('is there at the end only if the entry that led to it still does', () => {
    const { survey, walkFrom, call, confirmed } = surveyBench();
    const [stays, passed] = [{}, {}];
    const pool = new Set<{ serves: { claim: object | undefined } }>(
      Array.from({ length: 50 }, () => ({ serves: { claim: undefined } })),
    );
    const [first, second] = [...pool];
    first!.serves = { claim: stays };
    second!.serves = { claim: passed };
    for (const each of [stays, passed, 'request-17']) call(each);
    walkFrom({ pool });
    second!.serves = { claim: undefined };
    survey.look(true);
    const { hits } = confirmed();
    expect(hits.map(({ within, isThere }) => [within[0]!.stillIn, isThere])).toEqual([
      [true, true],
      [true, false],
    ]);
  });

  it('has others of a kind as well that came to it later, where one is its entry', () => {
    const { survey, walkFrom, call, confirmed, canaries } = surveyBench();
    const [early, late, elsewhere] = [{}, {}, {}];
    const sessions = new Set<object>([...objects(50), early]);
    call(early);
    walkFrom({ sessions });
    sessions.add(late);
    call(late);
    call(elsewhere);
    survey.look(true);
    const found = confirmed().hits.filter(({ within }) => within[0]!.stillIn);
    expect(found.map(({ canary }) => canaries.all[canary]!.ref!.deref())).toEqual([early, late]);
  });

  it('that holds a caught object is counted, where it grows, with all that lie where it does, met or not', () => {
    const { survey, walkFrom, call } = surveyBench();
    const caught = {};
    call(caught);
    const logOf = (i: number): object[] => (i === 7 ? [caught] : objects(5));
    const users = new Map(Array.from({ length: 300 }, (_, i) => [i, { log: logOf(i) }]));
    walkFrom({ users });
    for (let look = 0; look < 4; look++) {
      users.get(7)!.log.push({});
      survey.look(look === 3);
    }
    const { collections, places } = survey.facts(false);
    const logs = collections.filter(({ place }) => places[place]!.steps.at(-1)!.label === '.log');
    expect(logs).toHaveLength(300);
    expect(logs.map(({ knowsOthers }) => knowsOthers)).toContain(true);
    expect(Math.min(...logs.map(({ sizes }) => sizes.length))).toBe(2);
  });

  it('is told as gone once it is', () => {
    const { survey, walkFrom, canaries } = surveyBench();
    const holder: { list?: object[] } = { list: objects(50) };
    walkFrom({ holder });
    canaries.dropRoots();
    survey.look(false);
    expect(survey.facts(false).collections[0]!.sizes).toEqual([50]);
  });

  it('is one with others at the same place', () => {
    const { survey, walkFrom } = surveyBench();
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
    const bench = surveyBench();
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
    const bench = surveyBench();
    const rule = {};
    const sessions = new Map<number, object>(objects(100).map((each, i) => [i, each]));
    sessions.set(7, { validator: { rules: [rule] } });
    bench.call(rule);
    bench.walkFrom({ sessions });
    bench.survey.look(false);
    const [hit] = bench.confirmed().hits;
    expect(hit!.within.map(({ stillIn }) => stillIn)).toEqual([true, true]);
  });

  it('behind a proxy is found by the proxy, which is what the collection has', () => {
    const { survey, walkFrom, call, confirmed } = surveyBench();
    const caught = { order: {} };
    const entry = new Proxy(caught, {});
    const state = { orders: new Set<object>([...objects(60), entry]) };
    const store = new Proxy(state, {});
    call(caught.order);
    walkFrom({ app: { store } });
    survey.look(false);
    survey.look(true);
    const { hits } = confirmed();
    expect(hits).toMatchObject([{ isThere: true, within: [{ stillIn: true }] }]);
    state.orders.delete(entry);
    expect(confirmed().hits).toHaveLength(1);
  });

  it('is found where the collection stood as the call returned', () => {
    const bench = surveyBench();
    const sessions = new Map<number, object>(objects(3000).map((each, i) => [i, each]));
    bench.walkFrom({ sessions });
    bench.survey.look(false);
    sessions.set(3000, {});
    bench.survey.look(false);
    expect(bench.collections.chooseGrowing()).toBe(1);
    const session = { scope: {} };
    bench.collections.enterCall(3);
    bench.collections.leaveCall(3);
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
  const bench = surveyBench();
  const list = objects(50);
  bench.walkFrom({ list });
  bench.survey.look(false);
  list.push({});
  bench.survey.look(false);
  bench.collections.chooseGrowing();
  const call = (depth: number, adds: boolean): void => {
    bench.collections.enterCall(depth);
    if (adds) list.push({});
    bench.collections.leaveCall(depth);
  };
  call(2, true);
  call(2, false);
  // One that ends elsewhere in the stack than it began is another, or has awaited.
  bench.collections.enterCall(2);
  list.push({});
  bench.collections.leaveCall(1);
  bench.walkNear();
  const { wholeCalls, collections } = bench.survey.facts(false);
  expect([wholeCalls, collections[0]!.addedIn]).toEqual([2, 1]);
});

it('counts none where what came takes no memory of its own', () => {
  const bench = surveyBench();
  const numbers = Array.from({ length: 50 }, (_, i) => i);
  bench.walkFrom({ numbers });
  bench.survey.look(false);
  numbers.push(50);
  bench.survey.look(false);
  bench.collections.chooseGrowing();
  bench.collections.enterCall(2);
  numbers.push(51);
  bench.collections.leaveCall(2);
  bench.walkNear();
  expect(bench.survey.facts(false).collections[0]!.addedIn).toBe(0);
});

it('lets go of all of it', () => {
  const bench = surveyBench();
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
    chains: [],
  });
});
