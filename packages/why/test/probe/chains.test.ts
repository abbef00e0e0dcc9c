import { describe, expect, it } from 'vitest';
import { surveyBench } from '../support/survey-bench.js';

interface Link {
  next?: Link | undefined;
}

function chainOf(length: number): Link {
  let head: Link = {};
  for (let i = 1; i < length; i++) head = { next: head };
  return head;
}

describe('a chain', () => {
  it('is told by what repeats, and measured at each look from what its owner has by then', () => {
    const bench = surveyBench();
    const log = { newest: chainOf(100) };
    bench.walkFrom({ log });
    bench.survey.look(false);
    log.newest = { next: log.newest };
    bench.survey.look(false);
    const { chains, places } = bench.survey.facts(false);
    expect(chains).toMatchObject([{ unit: [{ label: '.next' }], lengths: [99, 99, 100], fromOwner: true }]);
    expect(chains[0]!.times).toBeGreaterThan(90);
    expect(places[chains[0]!.place]!.steps.map(({ label }) => label)).toEqual(['log', '.newest']);
  });

  it('that a variable begins is measured from the link that was met first, so that what goes is seen', () => {
    const bench = surveyBench();
    const newest = chainOf(50);
    bench.call(newest.next);
    bench.call(newest.next!.next);
    bench.walkFrom({ newest });
    bench.survey.look(false);
    let last: Link = newest;
    while (last.next!.next !== undefined) last = last.next!;
    last.next = undefined;
    bench.survey.look(false);
    expect(bench.survey.facts(false).chains).toMatchObject([
      { canaries: 2, lengths: [49, 49, 48], fromOwner: false },
    ]);
  });

  it('whose first link is an entry, or a variable that stays, is measured as it grows at its end', () => {
    const bench = surveyBench();
    const [listeners, log] = [chainOf(20), chainOf(20)];
    const append = (link: Link): void => {
      let last = link;
      while (last.next !== undefined) last = last.next;
      last.next = {};
    };
    bench.walkFrom({ byEvent: new Map([['abort', listeners]]) });
    bench.survey.look(false);
    append(listeners);
    bench.survey.look(false);
    expect(bench.survey.facts(false).chains).toMatchObject([{ fromOwner: true, lengths: [19, 19, 20] }]);
    bench.survey.clear();
    bench.walkFrom({ log }, { isSteady: true });
    bench.survey.look(false);
    append(log);
    bench.survey.look(false);
    expect(bench.survey.facts(false).chains).toMatchObject([{ fromOwner: true, lengths: [19, 19, 20] }]);
  });

  it('is none any more once its owner has let go of it', () => {
    const bench = surveyBench();
    const byEvent = new Map([['abort', chainOf(20)]]);
    bench.walkFrom({ byEvent });
    bench.survey.look(false);
    byEvent.delete('abort');
    bench.survey.look(false);
    expect(bench.survey.facts(false).chains).toMatchObject([{ lengths: [19, 19, 0] }]);
  });

  it('that is too long to be counted has no length', () => {
    const bench = surveyBench();
    bench.walkFrom({ log: { newest: chainOf(100_002) } });
    bench.survey.look(false);
    expect(bench.survey.facts(false).chains).toMatchObject([{ fromOwner: true, lengths: [] }]);
  });

  it('is none from one entry of many on, which may be links of it themselves', () => {
    const bench = surveyBench();
    const pages: Link[] = [];
    for (let i = 0; i < 60; i++) pages.push({ next: pages.at(-1) });
    bench.walkFrom({ byKey: new Map(pages.map((page, i) => [i, page])) });
    expect(bench.survey.facts(false).chains).toEqual([]);
  });

  it('may have several steps to a link', () => {
    const bench = surveyBench();
    let context: object = {};
    for (let i = 0; i < 20; i++) context = { scope: { parent: context } };
    bench.walkFrom({ log: { context } });
    bench.survey.look(false);
    const { chains } = bench.survey.facts(false);
    expect(chains.map(({ unit }) => unit.map(({ label }) => label))).toEqual([['.scope', '.parent']]);
    expect(chains[0]!.lengths).toEqual([20, 20]);
  });

  it('is found beside a longer one, and goes before it where what was caught lies on it', () => {
    const bench = surveyBench();
    const undo = chainOf(30);
    bench.call(undo.next);
    bench.walkFrom({ plan: { first: chainOf(200) }, edits: { undo } });
    const { chains, places } = bench.survey.facts(false);
    const names = chains.map(({ place }) => places[place]!.steps.at(-1)!.label);
    expect(names).toEqual(['.undo', '.first']);
  });

  it('may be a tree, whose ways go by few properties', () => {
    interface Node {
      left?: Node;
      right?: Node;
    }
    const bench = surveyBench();
    const root: Node = {};
    let last = root;
    for (let i = 0; i < 12; i++) last = last[i % 3 === 0 ? 'left' : 'right'] = {};
    bench.call(last);
    bench.walkFrom({ root });
    const { chains } = bench.survey.facts(false);
    expect(chains[0]!.unit.map(({ label }) => label).sort()).toEqual(['.left', '.right']);
  });

  it('may be one of prototypes, which leads to older ones from what a variable has by then', () => {
    const bench = surveyBench();
    const scope: { inner: object } = { inner: {} };
    const enter = (): void => void (scope.inner = Object.create(scope.inner) as object);
    for (let i = 0; i < 20; i++) enter();
    bench.walkFrom({ scope });
    enter();
    bench.survey.look(false);
    expect(bench.survey.facts(false).chains).toMatchObject([
      { unit: [{ label: '.__proto__' }], lengths: [20, 21], fromOwner: true },
    ]);
  });

  it('is none where a few things lie one in another', () => {
    const bench = surveyBench();
    bench.walkFrom({ config: { a: { b: { c: { a: { b: { c: {} } } } } } } });
    expect(bench.survey.facts(false).chains).toEqual([]);
  });
});
