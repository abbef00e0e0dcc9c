import type { ContainerFacts } from '../container-facts.js';
import { durationWords } from '../duration-words.js';
import type { ContainerEnding } from './container-ending.js';

const MOST_ENDINGS = 10;

/**
 * `endings`, oldest first, with the one that a container's facts tell, where it is another: Kubernetes itself keeps the last
 * only, so that more are known only to who has watched. At most ten.
 */
export function withEnding(
  endings: readonly ContainerEnding[],
  { lastEnding }: Pick<ContainerFacts, 'lastEnding'>,
): readonly ContainerEnding[] {
  if (lastEnding === undefined) return endings;
  const isKnown = endings.some(
    ({ startedAt, finishedAt }) => startedAt === lastEnding.startedAt && finishedAt === lastEnding.finishedAt,
  );
  return isKnown ? endings : [...endings, lastEnding].slice(-MOST_ENDINGS);
}

/** When a container that was OOMKilled before may be so again, if it goes on at the pace of the lives before. */
export interface OomOutlook {
  /** Median of the lives that ended so. */
  readonly lifeMs: number;
  /** How many those are. */
  readonly lives: number;
  /** What is left of such a life; 0 where this one is longer already. */
  readonly leftMs: number;
  /** One sentence for people. */
  readonly words: string;
}

/** `undefined` where no life is known that ended OOMKilled, or the container does not run. `now` in milliseconds of the epoch. */
export function oomOutlook(
  endings: readonly ContainerEnding[],
  { state }: Pick<ContainerFacts, 'state'>,
  now: number,
): OomOutlook | undefined {
  const lives = endings.flatMap(({ verdict, uptimeMs }) =>
    verdict === 'oom-killed' ? (uptimeMs ?? []) : [],
  );
  if (lives.length === 0 || state.kind !== 'running' || state.startedAt === undefined) return undefined;
  lives.sort((a, b) => a - b);
  const lifeMs = (lives[(lives.length - 1) >> 1]! + lives[lives.length >> 1]!) / 2;
  const age = Math.max(0, now - state.startedAt);
  const leftMs = Math.max(0, lifeMs - age);
  const before =
    lives.length === 1
      ? `it was OOMKilled after ${durationWords(lifeMs)}`
      : `it was OOMKilled ${lives.length} times, after ${durationWords(lives[0]!)} to ${durationWords(lives.at(-1)!)}`;
  const next =
    leftMs === 0
      ? 'this life has been longer already'
      : `at the same pace the next is about ${durationWords(leftMs)} away`;
  return { lifeMs, lives: lives.length, leftMs, words: `${before}; ${next}` };
}
