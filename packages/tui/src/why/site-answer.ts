import type { Frame, Verdict } from '@heaptide/growth';
import type { WhyAnswer, WhyStep } from '@heaptide/targets';
import type { FunctionPlace } from '../engine/watch-engine.js';

/** A site that can be asked about, as the captures have it. */
export interface AskableSite {
  readonly place: FunctionPlace;
  readonly verdict: Verdict;
}

/** The question that is under way. */
export interface AskedSite {
  readonly place: FunctionPlace;
  /** What it is at; `undefined` as long as the process does not tell. */
  readonly step: WhyStep | undefined;
  /** When it began, in milliseconds since 1970 on our own clock. */
  readonly since: number;
  /** The user has taken it back; the process is being left as it was. */
  readonly isEnding: boolean;
}

/** What the process answered, by the site as the captures have it: in the answer it may be called otherwise. */
export interface SiteAnswer {
  readonly place: FunctionPlace;
  readonly answer: WhyAnswer;
}

/** The answer about a site; `undefined` where it was not asked about. */
export function answerAbout(
  answers: readonly SiteAnswer[],
  place: Frame | FunctionPlace,
): WhyAnswer | undefined {
  return answers.find((each) => isSamePlace(each.place, place))?.answer;
}

/** Memory on the heap and external memory of one function are two sites. */
export function isSamePlace(a: FunctionPlace, b: FunctionPlace): boolean {
  return (
    a.function === b.function &&
    a.line === b.line &&
    a.file === b.file &&
    a.kind === b.kind &&
    (a.column ?? 0) === (b.column ?? 0)
  );
}
