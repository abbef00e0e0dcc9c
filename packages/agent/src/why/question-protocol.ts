import type { InspectorConnection, WhyAnswer, WhyLimits, WhyQuestion, WhyStep } from '@heaptide/why';
import type { Session } from 'node:inspector';

/** What the thread that asks is told when it starts. */
export interface QuestionSettings {
  readonly asked: Pick<WhyQuestion, 'site' | 'unit' | 'collect'>;
  readonly limits: Partial<WhyLimits>;
  readonly pulse: SharedArrayBuffer;
  /** URL of a module that has a {@link Disturb}: for tests of what goes wrong. */
  readonly disturbance?: string;
}

/** From the thread that asks. */
export type QuestionReport =
  | { readonly kind: 'answer'; readonly answer: WhyAnswer }
  /** `code` of a HeaptideError. */
  | { readonly kind: 'failed'; readonly code?: string; readonly message: string };

/** To the thread that asks: nobody waits for the answer any more, or the process exits. */
export type QuestionOrder = 'stop' | 'let-go';

/** Comes between a question and the process that is asked. */
export type Disturb = (given: { readonly connection: InspectorConnection; readonly session: Session }) => {
  readonly connection: InspectorConnection;
  readonly onStep: (step: WhyStep) => void;
};
