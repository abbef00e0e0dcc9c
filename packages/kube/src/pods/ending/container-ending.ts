import type { ApiValue } from '../api-value.js';
import { endingSignal, type EndingVerdict, endingVerdict, saysHeapLimit } from './ending-verdict.js';
import { endingWords } from './ending-words.js';

/** How one life of a container ended. Plain data; `reason` and `message` are hostile text. */
export interface ContainerEnding {
  readonly verdict: EndingVerdict;
  /** One sentence for people, without hostile text. */
  readonly words: string;
  readonly reason: string | undefined;
  readonly exitCode: number | undefined;
  readonly signal: number | undefined;
  /** Milliseconds of the epoch. */
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  readonly uptimeMs: number | undefined;
  /** What the program left behind, or the end of its log where its pod asks for that. */
  readonly message: string | undefined;
}

/** Reads a `state.terminated` of the API, if there is one. `memoryLimit` is the container's, in bytes. */
export function endingOf(value: ApiValue, memoryLimit?: number): ContainerEnding | undefined {
  if (!value.isThere) return undefined;
  const startedAt = began(value.at('startedAt').moment);
  const finishedAt = began(value.at('finishedAt').moment);
  const message = value.at('message').text;
  const facts = {
    reason: value.at('reason').text,
    exitCode: value.at('exitCode').integer,
    signal: value.at('signal').integer,
    text: message,
  };
  const ending = {
    verdict: endingVerdict(facts),
    reason: facts.reason,
    exitCode: facts.exitCode,
    signal: endingSignal(facts),
    startedAt,
    finishedAt,
    uptimeMs:
      startedAt === undefined || finishedAt === undefined ? undefined : Math.max(0, finishedAt - startedAt),
    message,
  };
  return { ...ending, words: endingWords(ending, memoryLimit) };
}

/** `ending` in the light of what the container logged in that life: the words of V8 make certain what its exit leaves open. */
export function endingWithLog(ending: ContainerEnding, log: string): ContainerEnding {
  if (!isOpen(ending) || !saysHeapLimit(log)) return ending;
  const certain = { ...ending, verdict: 'v8-heap-limit' } as const;
  return { ...certain, words: endingWords(certain, undefined) };
}

/** Whether the log of the life that ended could tell more. */
export function isOpen({ verdict }: ContainerEnding): boolean {
  return verdict === 'aborted' || verdict === 'error';
}

/** Kubernetes writes the zero of its clock, or of the epoch, for a container that never began. */
function began(moment: number | undefined): number | undefined {
  return moment === undefined || moment <= 0 ? undefined : moment;
}
