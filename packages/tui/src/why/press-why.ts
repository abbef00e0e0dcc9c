import type { DrawingStyle } from '../drawing/drawing-style.js';
import type { EngineState } from '../engine/watch-engine.js';
import type { Question } from '../screen/question.js';
import { type AskableSite, answerAbout } from './site-answer.js';
import { whyQuestion } from './why-question.js';

export interface PressWhyOptions {
  readonly state: Pick<EngineState, 'asked' | 'answers'>;
  /** What is known is on the screen already. */
  readonly isShown: boolean;
  readonly style: DrawingStyle;
}

/** What the key comes to: the answer that there is, a question of ours before anything is asked, or a sentence. */
export type WhyPress = { readonly open: AskableSite } | { readonly ask: Question } | { readonly say: string };

export function pressWhy(
  site: AskableSite | undefined,
  { state: { asked, answers }, isShown, style }: PressWhyOptions,
): WhyPress {
  if (site === undefined) return { say: 'there is no allocation site here to ask about' };
  if (!isShown && answerAbout(answers, site.place) !== undefined) return { open: site };
  if (asked !== undefined) return { say: 'one question at a time: esc ends the one that is under way' };
  return { ask: whyQuestion(site, style) };
}
