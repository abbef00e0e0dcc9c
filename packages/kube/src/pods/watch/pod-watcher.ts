import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeApi } from '../../api/kube-api.js';
import { KubeError } from '../../kube-error.js';
import { ApiValue } from '../api-value.js';
import { clipWords } from '../clip-words.js';
import { type PodFacts, podFacts } from '../pod-facts.js';
import { byAge, podsPath, type PodScope } from '../workload/pod-scope.js';
import { readPods } from '../workload/resolve-pods.js';
import { Changes } from './changes.js';

export interface PodWatcherOptions {
  /** Told, in a line, what keeps the watcher from following; it goes on trying. Hostile text until sanitised. */
  readonly onProblem?: (problem: string) => void;
  /** Least milliseconds between two lists that are given. */
  readonly everyMs?: number;
  /** Milliseconds before the cluster is asked again, at first and at most. */
  readonly backoffMs?: readonly [first: number, most: number];
}

const EVERY_MS = 250;
const BACKOFF_MS = [250, 8000] as const;
/** Pods beyond these are not followed. */
const MOST_PODS = 5000;
/** What the API says when it no longer knows the changes since a version. */
const GONE = 410;

/**
 * Follows the pods of a workload: a list, then its changes, then a list again whenever those break off. A cluster that allows
 * no watching is listed again and again.
 */
export class PodWatcher {
  private readonly api: Pick<KubeApi, 'list' | 'watch'>;
  private readonly scope: PodScope;
  private readonly options: Required<PodWatcherOptions>;
  private readonly changes = new Changes();
  /** By uid. */
  private pods = new Map<string, PodFacts>();
  private lastProblem: string | undefined;

  constructor(api: Pick<KubeApi, 'list' | 'watch'>, scope: PodScope, options: PodWatcherOptions = {}) {
    this.api = api;
    this.scope = scope;
    this.options = { onProblem: () => undefined, everyMs: EVERY_MS, backoffMs: BACKOFF_MS, ...options };
  }

  /**
   * All pods at once, then again when something has changed; changes that come together make one list. Those that are going
   * away stand last, else the newest first. Ends when `signal` aborts or the reader stops. To be called once.
   * @throws what the cluster says to the first list; later problems are told to `onProblem`.
   */
  async *lists(signal: AbortSignal): AsyncGenerator<readonly PodFacts[], void, undefined> {
    const stop = new AbortController();
    const ends = AbortSignal.any([signal, stop.signal]);
    let following: Promise<void> | undefined;
    try {
      const version = await this.list(ends);
      yield await this.members(ends);
      following = this.follow(version, ends);
      while ((await pause(this.options.everyMs, ends)) && (await this.changes.next(ends))) {
        const members = await this.membersOrProblem(ends);
        if (members !== undefined) yield members;
      }
    } catch (error) {
      if (!ends.aborted) throw error;
    } finally {
      stop.abort();
      await following;
    }
  }

  /** Keeps the pods up to date until `signal` aborts. Never rejects. */
  private async follow(listed: string | undefined, signal: AbortSignal): Promise<void> {
    const [first, most] = this.options.backoffMs;
    let version = listed;
    let backoff = first;
    while (!signal.aborted) {
      const began = performance.now();
      try {
        if (version === undefined) {
          version = await this.list(signal);
          this.changes.tell();
        }
        if (version !== undefined) version = await this.applyEvents(version, signal);
      } catch (error) {
        version = undefined;
        this.tell(error, signal);
      }
      // What held for so long has ended in the course of things.
      if (performance.now() - began >= most) backoff = first;
      await pause(backoff, signal);
      backoff = Math.min(most, 2 * backoff);
    }
  }

  /** Reads all pods anew, and returns the version from which on they can be watched. */
  private async list(signal: AbortSignal): Promise<string | undefined> {
    const { query, namespace } = this.scope;
    const { items, resourceVersion } = await this.api.list(podsPath(namespace), { query, signal });
    this.pods = new Map(
      readPods(items)
        .slice(0, MOST_PODS)
        .map((pod) => [pod.uid, pod]),
    );
    return resourceVersion;
  }

  /** Takes changes in until they break off. Returns the version to go on from; `undefined` where a new list is needed. */
  private async applyEvents(resourceVersion: string, signal: AbortSignal): Promise<string | undefined> {
    const { query, namespace } = this.scope;
    let version = resourceVersion;
    const events = this.api.watch(podsPath(namespace), { resourceVersion, query, signal });
    for await (const event of events) {
      const object = new ApiValue(event.object);
      if (event.type === 'ERROR') {
        if (object.at('code').integer === GONE) return undefined;
        throw new KubeError(
          'bad-answer',
          `the watch of pods ended: ${object.at('message').text ?? 'no reason'}`,
        );
      }
      version = object.at('metadata', 'resourceVersion').text ?? version;
      this.lastProblem = undefined;
      const pod = event.type === 'BOOKMARK' ? undefined : podFacts(event.object);
      if (pod === undefined) continue;
      if (event.type === 'DELETED') this.pods.delete(pod.uid);
      else if (this.pods.has(pod.uid) || this.pods.size < MOST_PODS) this.pods.set(pod.uid, pod);
      this.changes.tell();
    }
    return version;
  }

  private async members(signal: AbortSignal): Promise<readonly PodFacts[]> {
    return [...(await this.scope.members([...this.pods.values()], signal))].sort(byAge);
  }

  private async membersOrProblem(signal: AbortSignal): Promise<readonly PodFacts[] | undefined> {
    try {
      return await this.members(signal);
    } catch (error) {
      this.tell(error, signal);
      await pause(this.options.backoffMs[1], signal);
      this.changes.tell();
      return undefined;
    }
  }

  /** Tells each problem once until something has come through. */
  private tell(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    const problem = clipWords(error instanceof Error ? error.message : String(error));
    if (problem === this.lastProblem) return;
    this.lastProblem = problem;
    this.options.onProblem(problem);
  }
}

/** Waits, and resolves to `false` when `signal` aborts first. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
