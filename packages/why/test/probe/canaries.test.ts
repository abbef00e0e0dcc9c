import { describe, expect, it } from 'vitest';
import { type Canaries, createCanaries, type FrameValues } from '../../src/probe/canaries.js';
import { ownValues } from '../support/own-values.js';

const URL = 'file:///app/table.js';

function frame(local: object, more: Partial<FrameValues> = {}): FrameValues {
  return {
    name: 'open',
    url: URL,
    self: undefined,
    scopes: [{ type: 'local', name: 'open', variables: local }],
    ...more,
  };
}

function canariesOf(): Canaries {
  return createCanaries(ownValues(), new WeakSet(), globalThis);
}

const take = (canaries: Canaries, returned: unknown, ...frames: FrameValues[]): number =>
  canaries.take({ returned, constructs: false, frames });

describe('what is caught', () => {
  it('is the returned object and local ones, each once, and strings by their text', () => {
    const canaries = canariesOf();
    const session = {};
    expect(take(canaries, session, frame({ session, id: 'session-1', n: 7 }))).toBe(2);
    const caught = canaries.all.map(({ origin, name, text, ref }) => [origin, name, text ?? ref?.deref()]);
    expect(caught).toEqual([
      ['return', '', session],
      ['local', 'id', 'session-1'],
    ]);
    expect(canaries.localNames()).toEqual(['session', 'id']);
  });

  it('is not what a second call has as well: that was made by none', () => {
    const canaries = canariesOf();
    const table = new Map();
    take(canaries, {}, frame({ table, kind: 'session' }));
    take(canaries, {}, frame({ table, kind: 'session' }));
    expect(canaries.all.map(({ origin }) => origin)).toEqual(['return', 'return']);
  });

  it('is what a constructor makes', () => {
    const canaries = canariesOf();
    const self = {};
    canaries.take({ returned: undefined, constructs: true, frames: [frame({}, { self })] });
    expect(canaries.all.map(({ origin, ref }) => [origin, ref?.deref()])).toEqual([['this', self]]);
  });

  it('is what a proxy stands before', () => {
    const canaries = canariesOf();
    const [returned, local] = [{}, {}];
    expect(take(canaries, new Proxy(returned, {}), frame({ local: new Proxy(local, {}) }))).toBe(2);
    expect(canaries.all.map(({ ref }) => ref?.deref())).toEqual([returned, local]);
  });

  it('is neither short nor very long strings', () => {
    const canaries = canariesOf();
    expect(take(canaries, 'abc', frame({ b: 'x'.repeat(20_001) }))).toBe(0);
  });
});

describe('roots', () => {
  it('are variables of modules, and what the frames of all calls have in common', () => {
    const canaries = canariesOf();
    const [sessions, table] = [new Map(), { entries: [] }];
    const outer = (request: object): FrameValues => ({
      name: 'handle',
      url: URL,
      self: table,
      scopes: [
        { type: 'closure', name: 'serve', variables: { shared: sessions, request } },
        { type: 'module', name: '', variables: { sessions } },
      ],
    });
    for (let i = 0; i < 3; i++) take(canaries, {}, frame({}), outer({ i }));
    expect(canaries.roots.map(({ label, url, value }) => [label, url, value])).toEqual([
      ['sessions', URL, sessions],
      ['this of handle', URL, table],
      ['shared of serve', URL, sessions],
    ]);
    canaries.dropRoots();
    expect(canaries.roots).toEqual([]);
  });

  it('of one call alone are those of modules', () => {
    const canaries = canariesOf();
    take(canaries, {}, frame({}, { self: {} }));
    expect(canaries.roots).toEqual([]);
  });
});

it('takes in what a condition hands over', () => {
  const canaries = canariesOf();
  const row = {};
  expect(canaries.takeLocals(['row', 'id'], [row, 'row-17'])).toBe(2);
  expect(canaries.calls).toBe(1);
  canaries.clear();
  expect([canaries.all, canaries.calls]).toEqual([[], 0]);
});
