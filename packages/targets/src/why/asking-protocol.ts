import type { ErrorCode } from '@heaptide/profile';
import type { WhyAnswer, WhySite, WhyStep } from '@heaptide/why';

/** What the process that asks is told to do. */
export interface AskingOrder {
  /** What the user calls the process that is asked. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly site: WhySite;
  readonly unit?: string;
  readonly collect?: boolean;
  /** Bound on all of it. */
  readonly timeoutMs: number;
  /** Where a file that is made on the way is to be kept. */
  readonly output?: string;
}

/** From who wants the answer to the process that asks. */
export type AskingCommand =
  | { readonly kind: 'ask'; readonly order: AskingOrder }
  /** From now on it is looked whether the other side still beats. */
  | { readonly kind: 'watched' }
  | { readonly kind: 'end' };

/** From the process that asks. */
export type AskingReport =
  | { readonly kind: 'step'; readonly step: WhyStep }
  /** It is about to be able to stop the main thread, and waits until it is watched. */
  | { readonly kind: 'arming' }
  /** It runs. */
  | { readonly kind: 'beat' }
  /** It cannot stop the main thread any more. */
  | { readonly kind: 'disarmed' }
  | { readonly kind: 'answer'; readonly answer: WhyAnswer }
  | { readonly kind: 'failure'; readonly code: ErrorCode; readonly message: string };

/** Between two beats. */
export const BEAT_MS = 50;
/** A process that asks and is silent for so long is ended: while it may have stopped the main thread, and at other times. */
export const SILENCE_MS = { armed: 400, disarmed: 5000 };
