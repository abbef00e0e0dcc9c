import type { WhyAnswer, WhySite, WhyStep } from '@heaptide/why';

/** What is asked of a process. */
export interface WhyAsked {
  /** As the process has it: before source maps. */
  readonly site: WhySite;
  /** Work counter that growth is divided by; by default one that the program counts, else its requests. */
  readonly unit?: string;
  /** Collects garbage before it is judged what is alive. */
  readonly collect?: boolean;
  /** Told what it is at; of an agent, which answers once, only that it begins. */
  readonly onStep?: (step: WhyStep) => void;
  /** Ends the question; the process is left as it was. */
  readonly signal?: AbortSignal;
}

/** Asks one process who retains what a site keeps allocating, whichever way that process is reached. */
export interface WhyAsker {
  /**
   * All text of the answer comes from the process: sanitise it.
   * @throws {HeaptideError} `HT_E_WHY` where it cannot be asked, `HT_E_WHY_NOT_ALLOWED` where its agent does not allow it,
   * `HT_E_NO_WHY` where its agent is older than the question, `HT_E_UNREACHABLE`, `HT_E_TIMEOUT`, `HT_E_BAD_ANSWER`,
   * `HT_E_INSPECTOR`, `HT_E_ATTACH_REFUSED`; the signal's reason.
   */
  ask(asked: WhyAsked): Promise<WhyAnswer>;
}
