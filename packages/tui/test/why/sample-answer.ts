import type { WhyAnswer } from '@heaptide/targets';

const FILE = '/app/packages/proxy/dist/session-table.js';

/** What a process answers about a session table that forgets nothing. */
export function heldAnswer(changes: Partial<WhyAnswer> = {}): WhyAnswer {
  const holder = {
    name: '#sessions',
    class: 'Map',
    kind: 'Map',
    file: FILE,
    path: [
      { label: 'table', class: 'SessionTable' },
      { label: '.#sessions', class: 'Map' },
    ],
    below: [{ label: '[value]', class: 'Object' }],
    collections: 1,
    isWhole: true,
    entries: [1204, 1310, 1422, 1530],
    perUnit: 1.004,
    perSecond: 210,
    noted: 96,
    stayed: 96,
  } as const;
  return {
    schema: 'heaptide.why/1',
    time: '2026-03-11T13:50:38.000Z',
    pid: 812,
    nodeVersion: '20.20.2',
    site: { function: 'newSession', file: FILE, line: 41, column: 10 },
    state: 'held',
    text: 'table.#sessions Map in session-table.js keeps what newSession makes: +1.00 entries per session',
    details: [
      'path: session-table.js › table SessionTable › .#sessions Map › [value]',
      '12 of 12 that were caught are in it after 2.1 s, found by identity',
      'entries: 1204, 1310, 1422, 1530',
      '96 of 96 entries that were noted first are still in it',
    ],
    holder,
    chain: null,
    unit: { name: 'sessions', done: 325 },
    canaries: {
      calls: 12,
      caught: 12,
      alive: 12,
      inHolder: 12,
      wholeCalls: 0,
      addedIn: 0,
      watchedMs: 2104,
    },
    growing: [
      { ...holder, below: [] },
      {
        ...holder,
        name: 'seen',
        class: 'Set',
        kind: 'Set',
        path: [{ label: 'seen', class: 'Set' }],
        entries: [90, 95, 99, 104],
        perUnit: 0.043,
      },
    ],
    cost: {
      totalMs: 2480,
      pauses: 12,
      longestPauseMs: 1.4,
      pausedMs: 9.1,
      walkMs: 18,
      nodes: 210,
      calls: 154,
      limits: [],
    },
    unknown: ['whether entries are taken out later than 2.1 s: none of 96 that were noted has gone'],
    next: 'find where entries of #sessions should be removed, and are not',
    ...changes,
  };
}

/** What it answers once the table forgets. */
export function diesAnswer(changes: Partial<WhyAnswer> = {}): WhyAnswer {
  return heldAnswer({
    state: 'dies',
    text: 'what newSession makes dies: 12 of 12 caught are gone after 2.1 s',
    details: [],
    holder: null,
    canaries: { ...heldAnswer().canaries, alive: 0, inHolder: 0 },
    growing: [],
    unknown: ['objects that stay now and then: with 12 caught, up to 23 % may (95 % sure)'],
    next: 'look at another site: what this one makes does not stay',
    ...changes,
  });
}

/** Closures that keep each other: nothing counts them. */
export function chainAnswer(changes: Partial<WhyAnswer> = {}): WhyAnswer {
  return heldAnswer({
    state: 'chain',
    text: 'each that replaceThing makes keeps the one before it, from theThing Object in main.js on, 23 deep or more',
    details: ['path: main.js › theThing › .someMethod Function › {Closure (replaceThing)} › .originalThing'],
    holder: null,
    chain: {
      file: '/app/main.js',
      path: [{ label: 'theThing', class: 'Object' }],
      unit: [
        { label: '.someMethod', class: 'Function' },
        { label: '{Closure (replaceThing)}', class: '' },
        { label: '.originalThing', class: 'Object' },
      ],
      times: 23,
      lengths: [18, 23],
    },
    growing: [],
    unknown: [],
    next: 'cut the chain: let what is made not keep what was made before it',
    ...changes,
  });
}

/** It stays, and the walk did not come to what keeps it. */
export function aliveAnswer(changes: Partial<WhyAnswer> = {}): WhyAnswer {
  return heldAnswer({
    state: 'alive',
    text: 'what newSession makes stays, and what keeps it was not reached',
    details: ['grows meanwhile: session-table.js › seen Set, 90, 95, 99, 104'],
    holder: null,
    cost: { ...heldAnswer().cost, limits: ['nodes of the walk', 'time of the walk'] },
    unknown: [
      'what holds them: promise reactions, native handles, AsyncLocalStorage and timers that are due soon are not reached by the walk',
    ],
    next: 'take a heap snapshot where memory suffices (--mode snapshot)',
    ...changes,
  });
}

/** Nobody called it. */
export function uncalledAnswer(changes: Partial<WhyAnswer> = {}): WhyAnswer {
  return heldAnswer({
    state: 'not-called',
    text: 'nothing called newSession while it was watched',
    details: [],
    holder: null,
    canaries: { ...heldAnswer().canaries, calls: 0, caught: 0, alive: 0, inHolder: 0 },
    growing: [],
    unknown: [],
    next: 'ask again while the site is at work',
    ...changes,
  });
}
