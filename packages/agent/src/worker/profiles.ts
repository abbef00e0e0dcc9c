import { writeProfile } from '@heaptide/profile/write';
import { once } from 'node:events';
import type { Admission } from './admission.js';
import type { Captures, CaptureWish } from './captures.js';
import type { CgroupMemory } from './cgroup.js';
import type { ExactSitesControl } from './exact-sites-control.js';
import { deltaCapture } from './delta-capture.js';
import { type Answer, headersOf, type Profiles } from './endpoint.js';
import { heapText } from './heap-text.js';
import { HttpProblem } from './http-problem.js';
import { PROFILE_INDEX } from './profile-index.js';
import type { BlackBox } from './ring/black-box.js';
import type { RingStore } from './ring/ring-store.js';
import type { HeapRoute, Route } from './routes.js';
import { type SnapshotSource, snapshotStream, whyNoRoom } from './snapshot.js';
import type { WhyControl } from '../why/why-control.js';
import type { WhyWish } from '../why/why-wish.js';

/** Differences that may be waited for at the same time: each holds a profile in memory. */
const MAX_DELTAS = 4;

/** What profiles are made from. */
export interface ProfilesOptions {
  readonly captures: Captures;
  readonly admission: Admission;
  readonly exactSites: ExactSitesControl;
  readonly readCgroup: () => CgroupMemory | undefined;
  /** The capture ring, if one is kept. */
  readonly ring: { readonly store: RingStore; readonly blackBox: BlackBox } | undefined;
  /** Absent where heap snapshots are not served. */
  readonly snapshots: SnapshotSource | undefined;
  /** Absent where nobody may ask who retains. */
  readonly why: WhyControl | undefined;
}

/** What the endpoint serves, put together from its sources. */
export function servedProfiles(options: ProfilesOptions): Profiles {
  let deltas = 0;
  const { captures, admission, ring } = options;

  const bodyOf = async (route: Route, signal: AbortSignal): Promise<Answer['body']> => {
    switch (route.kind) {
      case 'index':
      case 'to-index':
        return PROFILE_INDEX;
      case 'stats':
        return captures.stats({ ring: ring?.blackBox.state }, signal);
      case 'captures':
        return captureList();
      case 'kept-capture':
        return keptCapture(route.id);
      case 'snapshot':
        return snapshot(route.force, signal);
      case 'exact-sites':
        return options.exactSites.wish(route, signal);
      case 'why':
        return why(route, signal);
      case 'heap':
        return route.seconds === undefined ? heap(route, signal) : delta(route, route.seconds, signal);
    }
  };

  const heap = async (route: HeapRoute, signal: AbortSignal): Promise<string | Uint8Array> => {
    const { profile, metadata } = await take(route, signal);
    return route.text ? heapText(profile, metadata) : writeProfile(profile);
  };

  const delta = async (route: HeapRoute, seconds: number, signal: AbortSignal): Promise<Uint8Array> => {
    if (deltas === MAX_DELTAS) {
      throw new HttpProblem(429, 'too many differences are waited for', { 'Retry-After': String(seconds) });
    }
    deltas++;
    try {
      return await writeProfile(await deltaCapture(() => take(route, signal), seconds, signal));
    } finally {
      deltas--;
    }
  };

  const take = (route: HeapRoute, signal: AbortSignal): ReturnType<Captures['take']> => {
    const { memory: kind, thread, collect, births, text } = route;
    const wish: CaptureWish = { kind, thread, collect, births: births && !text };
    return collect
      ? admission.run((idle) => captures.take(wish, signal, idle), signal)
      : captures.take(wish, signal);
  };

  const captureList = async (): Promise<string> => {
    if (ring === undefined) throw noRing();
    return (
      JSON.stringify({ schema: 'heaptide.captures/1', captures: await ring.store.list() }, undefined, 2) +
      '\n'
    );
  };

  const keptCapture = async (id: string): Promise<Uint8Array> => {
    if (ring === undefined) throw noRing();
    const bytes = await ring.store.read(id);
    if (bytes === undefined) throw new HttpProblem(404, 'Unknown capture');
    return bytes;
  };

  const snapshot = async (force: boolean, signal: AbortSignal): Promise<Answer['body']> => {
    const { snapshots, readCgroup } = options;
    if (snapshots === undefined) {
      throw new HttpProblem(
        403,
        'heap snapshots hold all data of the program: HEAPTIDE_SNAPSHOT=1 has them served',
      );
    }
    if (options.why?.isAsking === true) {
      throw new HttpProblem(409, 'a question of who retains is under way', { 'Retry-After': '5' });
    }
    if (!force) {
      const { memory } = await captures.processState(signal);
      const reason = whyNoRoom(memory.heapUsed, memory.rss, readCgroup());
      if (reason !== undefined) throw new HttpProblem(503, reason);
    }
    return new Promise((resolve, reject) => {
      const taken = (): Promise<void> => {
        const { stream, done } = snapshotStream(snapshots);
        const begun = once(stream, 'readable', { signal });
        begun.then(() => resolve(stream), reject);
        return done;
      };
      admission.run(() => captures.exclusively(taken, signal), signal).catch(reject);
    });
  };

  const why = (wish: WhyWish, signal: AbortSignal): Promise<string> => {
    if (options.why === undefined) {
      throw new HttpProblem(
        403,
        'to ask who retains stops the program for moments: HEAPTIDE_ALLOW_WHY=1 or --allow-why has it allowed',
      );
    }
    return options.why.ask(wish, signal);
  };

  return {
    answer: async (route, signal) => ({ headers: headersOf(route), body: await bodyOf(route, signal) }),
  };
}

function noRing(): HttpProblem {
  return new HttpProblem(404, 'no capture ring is kept: HEAPTIDE_RING=DIRECTORY has one kept');
}
