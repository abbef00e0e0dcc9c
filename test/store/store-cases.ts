import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type {
  Session,
  SessionEnd,
  SessionEvents,
  SessionOrigin,
  SessionStore,
} from '../../packages/proxy/src/sessions/session-store.js';

export const HANDSHAKE_MS = 700;
export const IDLE_MS = 1_500;
/** By how much an end may be late; beyond the table's own tick that is this machine's. */
const LATE_MS = 700;

export const ORIGIN: SessionOrigin = {
  address: '127.0.0.1:3001',
  target: '/mcp?tenant=a',
  initialize: Buffer.from('{"jsonrpc":"2.0","id":"\u00e9","method":"initialize"}'),
};

/** What a case has to do with: a store of those timeouts, and what it has told. */
export interface Subject {
  readonly store: SessionStore;
  readonly events: RecordedEvents;
}

export interface RecordedEvents extends SessionEvents {
  readonly begun: () => number;
  readonly ends: readonly SessionEnd[];
}

export function recordEvents(): RecordedEvents {
  let begun = 0;
  const ends: SessionEnd[] = [];
  return {
    onSessionCreated: () => (begun += 1),
    onSessionEnded: (end) => ends.push(end),
    begun: () => begun,
    ends,
  };
}

async function settle({ store }: Subject, id: string): Promise<Session> {
  expect(await store.create(id, ORIGIN)).toBe(true);
  return (await store.find(id))!;
}

/** What holds of every store, whatever it keeps its sessions in. Each case has a store without sessions. */
export const STORE_CASES: readonly (readonly [name: string, run: (subject: Subject) => Promise<void>])[] = [
  [
    'finds what was created, as it began',
    async ({ store, events }) => {
      expect(await store.find('a')).toBeUndefined();
      expect(await store.create('a', ORIGIN)).toBe(true);
      expect(await store.find('a')).toEqual({ id: 'a', origin: ORIGIN, replacement: undefined });
      expect(await store.find('b')).toBeUndefined();
      expect(store.size).toBe(1);
      expect(events.begun()).toBe(1);
    },
  ],
  [
    'creates an id once',
    async ({ store, events }) => {
      expect(await store.create('a', ORIGIN)).toBe(true);
      expect(await store.create('a', { ...ORIGIN, address: '127.0.0.1:9' })).toBe(false);
      expect((await store.find('a'))!.origin.address).toBe(ORIGIN.address);
      expect(events.begun()).toBe(1);
    },
  ],
  [
    'lets only one of many win that create the same id at once',
    async ({ store }) => {
      const won = await Promise.all(Array.from({ length: 20 }, async () => await store.create('a', ORIGIN)));
      expect(won.filter(Boolean)).toHaveLength(1);
    },
  ],
  [
    'takes all that an id may be, and nothing else',
    async ({ store }) => {
      const ids = ['!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', 'x'.repeat(256), '{a}', '*', '__proto__'];
      for (const id of ids) expect((await settle({ store, events: recordEvents() }, id)).id).toBe(id);
      for (const id of ['', 'x'.repeat(257), 'a b', 'a\r\nb', 'caf\u00e9']) {
        expect(await store.create(id, ORIGIN)).toBe(false);
        expect(await store.find(id)).toBeUndefined();
        expect(await store.drop(id, 'deleted')).toBe(false);
      }
    },
  ],
  [
    'drops once, and tells how it ended',
    async (subject) => {
      const { store, events } = subject;
      await settle(subject, 'a');
      expect(await store.drop('a', 'deleted')).toBe(true);
      expect(await store.drop('a', 'deleted')).toBe(false);
      expect(await store.drop('b', 'lost')).toBe(false);
      expect(store.size).toBe(0);
      expect(await store.find('a')).toBeUndefined();
      expect(events.ends).toEqual(['deleted']);
    },
  ],
  [
    'refuses an id that was dropped a moment ago',
    async (subject) => {
      const { store, events } = subject;
      await settle(subject, 'a');
      await store.drop('a', 'lost');
      expect(await store.create('a', ORIGIN)).toBe(false);
      await sleep(IDLE_MS + LATE_MS);
      expect(await store.create('a', ORIGIN)).toBe(false);
      expect(events.begun()).toBe(1);
    },
  ],
  [
    'is not added to by anything but create',
    async (subject) => {
      const { store } = subject;
      const session = await settle(subject, 'a');
      await store.drop('a', 'deleted');
      const close = store.holdOpen(session);
      expect(await store.replace(session, { upstreamId: 'b', address: '127.0.0.1:2' })).toBeUndefined();
      close();
      expect(await store.find('a')).toBeUndefined();
      expect(store.size).toBe(0);
    },
  ],
  [
    'replaces, and lets the quicker of two win',
    async (subject) => {
      const { store } = subject;
      const session = await settle(subject, 'a');
      const first = { upstreamId: 'first', address: '127.0.0.1:1' };
      const second = { upstreamId: 'second', address: '127.0.0.1:2' };
      const third = { upstreamId: 'third', address: '127.0.0.1:3' };
      expect(await store.replace(session, first)).toEqual({ ...session, replacement: first });
      expect(await store.replace(session, second)).toEqual({ ...session, replacement: first });
      expect(session.replacement).toBeUndefined();
      const now = await store.find('a');
      expect(now).toEqual({ ...session, replacement: first });
      expect((await store.replace(now!, third))!.replacement).toEqual(third);
      expect((await store.replace(now!, second))!.replacement).toEqual(third);
    },
  ],
  [
    'keeps no body where there was none',
    async ({ store }) => {
      await store.create('a', { ...ORIGIN, initialize: undefined });
      expect((await store.find('a'))!.origin).toMatchObject({ target: ORIGIN.target, initialize: undefined });
    },
  ],
  [
    'lets a session expire soon that never got past initialize',
    async ({ store }) => {
      await store.create('a', ORIGIN);
      await sleep(HANDSHAKE_MS + LATE_MS);
      expect(await store.find('a')).toBeUndefined();
      expect(store.size).toBe(0);
    },
  ],
  [
    'lets a session expire that falls silent, and not while it talks',
    async (subject) => {
      const { store } = subject;
      await settle(subject, 'a');
      for (let talk = 0; talk < 4; talk += 1) {
        await sleep(IDLE_MS / 2);
        expect(await store.find('a')).toBeDefined();
      }
      await sleep(IDLE_MS + LATE_MS);
      expect(await store.find('a')).toBeUndefined();
      expect(store.size).toBe(0);
    },
  ],
  [
    'lets no session expire that has an open stream, and times it anew after the last one',
    async (subject) => {
      const { store } = subject;
      const session = await settle(subject, 'a');
      const closeFirst = store.holdOpen(session);
      const closeSecond = store.holdOpen(session);
      await sleep(2 * IDLE_MS);
      closeFirst();
      await sleep(2 * IDLE_MS);
      // Unlike find, this is no sign of life.
      expect(await store.create('a', ORIGIN)).toBe(false);
      expect(store.size).toBe(1);
      closeSecond();
      await sleep(IDLE_MS / 2);
      expect(await store.create('a', ORIGIN)).toBe(false);
      expect(store.size).toBe(1);
      await sleep(IDLE_MS + LATE_MS);
      expect(await store.find('a')).toBeUndefined();
      expect(store.size).toBe(0);
    },
  ],
];
