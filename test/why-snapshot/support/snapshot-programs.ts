import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WhySite, WhyState } from '@heaptide/why';
import { findSite } from '../../why/find-site.js';

/** A program of `programs/`, and what its answer has to say. */
export interface SnapshotProgram {
  readonly name: string;
  readonly makes: string;
  /** Units of work that are done before it is asked. */
  readonly warmUp: number;
  readonly state: WhyState;
  /** What the walk says of it. */
  readonly walk: WhyState;
  /** Absent where no snapshot is taken. */
  readonly holder?: { readonly class: string; readonly name: RegExp };
  /** The steps of the path in the snapshot. */
  readonly path?: RegExp;
  /** Where the holder's entries can be counted. */
  readonly grows?: boolean;
}

/** What leaks out of the walk's reach, by what the walk does not see. */
export const HIDDEN_LEAKS: readonly SnapshotProgram[] = [
  {
    name: 'promise-reaction',
    makes: 'makeJob',
    warmUp: 2000,
    state: 'held',
    walk: 'alive',
    holder: { class: 'Promise', name: /^variable warmedUp \(Promise\) of promise-reaction\.mjs$/ },
    path: /^warmedUp Promise > \{reaction\} function.* > \{closure\}\.job Job$/,
  },
  {
    name: 'native-handle',
    makes: 'makeView',
    warmUp: 2000,
    state: 'held',
    walk: 'alive',
    holder: { class: 'FSWatcher', name: /^FSWatcher, one each of \d{4,}$/ },
    path: /FSEvent > \[Symbol\(owner_symbol\)\] FSWatcher > \._events \{change\} > \.change function.* > \{closure\}\.view View$/,
  },
  {
    name: 'async-local-storage',
    makes: 'makeContext',
    warmUp: 2000,
    state: 'held',
    walk: 'alive',
    holder: { class: 'Promise', name: /^variable configLoaded \(Promise\) of async-local-storage\.mjs$/ },
    path: /^configLoaded Promise > \{reaction\} (?:Promise|AsyncContextFrame) > .*RequestContext$/,
  },
  {
    name: 'weak-map',
    makes: 'makeDetails',
    warmUp: 2000,
    state: 'held',
    // The Set of the keys is seen to get an entry at each call.
    walk: 'held',
    holder: { class: 'Set', name: /^variable clients \(Set\) of weak-map\.mjs$/ },
    path: /^clients Set > \[entry\] Object > \[value in WeakMap details\] Details$/,
  },
  {
    name: 'proxy-target',
    makes: 'makeEntry',
    warmUp: 2000,
    state: 'held',
    // The walk looks behind proxies; only the snapshot tells what it retains.
    walk: 'held',
    holder: { class: 'Map', name: /^variable registry \(Map\) of proxy-target\.mjs$/ },
    path: /^registry\{target\} Map > \[value\] Entry$/,
  },
  {
    name: 'loop-variable',
    makes: 'makeReport',
    warmUp: 2000,
    state: 'held',
    walk: 'alive',
    holder: { class: 'Map', name: /^Map$/ },
    path: /^wake function.* > \{reaction\} function.* > \{suspended\} Generator > \{variable\} Map > \[value\] Report$/,
    grows: true,
  },
  {
    name: 'async-function',
    makes: 'makeUpload',
    warmUp: 2000,
    state: 'held',
    walk: 'alive',
    holder: { class: 'Promise', name: /^variable permission \(Promise\) of async-function\.mjs$/ },
    path: /^permission Promise > \{reaction\} function.* > \{suspended\} Generator > \{variable\} Upload$/,
  },
  {
    name: 'finalization-registry',
    makes: 'makeReceipt',
    warmUp: 2000,
    state: 'held',
    walk: 'alive',
    holder: { class: 'FinalizationRegistry', name: /^variable registry \(FinalizationRegistry\) of/ },
    path: /^registry FinalizationRegistry > \{held value\} Receipt$/,
  },
];

/** What keeps objects, or none, and leaks nothing. */
export const HEALTHY: readonly SnapshotProgram[] = [
  {
    name: 'bounded-loop',
    makes: 'makePage',
    warmUp: 22_000,
    state: 'alive',
    walk: 'alive',
    holder: { class: 'Map', name: /^Map$/ },
  },
  { name: 'short-lived', makes: 'makeReply', warmUp: 2000, state: 'dies', walk: 'dies' },
];

export function fileOf(name: string): string {
  return fileURLToPath(new URL(`../programs/${name}.mjs`, import.meta.url));
}

export function siteOf({ name, makes }: Pick<SnapshotProgram, 'name' | 'makes'>): WhySite {
  const file = fileOf(name);
  return { function: makes, file, ...findSite(readFileSync(file, 'utf8'), { function: makes }) };
}
