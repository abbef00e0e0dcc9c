import type { EngineState, WatchEngine } from './watch-engine.js';
import type { SiteColumns, SiteFrame } from './site-columns.js';

/** What of an engine is told and not answered. */
export type EngineOrder = 'captureNow' | 'hold' | 'release' | 'setEvery' | 'setBaseline' | 'mark' | 'endWhy';

/** What of an engine is answered. */
export type EngineQuestion =
  | 'setUnit'
  | 'sites'
  | 'compare'
  | 'paths'
  | 'flame'
  | 'calls'
  | 'source'
  | 'setExact'
  | 'heapSnapshot'
  | 'askWhy'
  | 'markdown'
  | 'export'
  | 'close';

export type ToEngine =
  | { readonly kind: 'run' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'order'; readonly order: EngineOrder; readonly given: readonly unknown[] }
  | {
      readonly kind: 'question';
      readonly id: number;
      readonly question: EngineQuestion;
      readonly given: readonly unknown[];
    };

/** An error as it crosses threads: classes do not. */
export interface SentError {
  readonly code: string | undefined;
  readonly message: string;
  readonly stack: string | undefined;
}

export type FromEngine =
  | {
      readonly kind: 'state';
      /** Without columns and frames, and without what did not change. */
      readonly state: Partial<EngineState>;
      readonly gone: readonly (keyof EngineState)[];
      readonly columns: SiteColumns | undefined;
      readonly added: readonly SiteFrame[];
    }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: SentError }
  | { readonly kind: 'ended'; readonly error: SentError | undefined };

/** The arguments of a method of an engine. */
export type Given<Method extends EngineOrder | EngineQuestion> = Parameters<WatchEngine[Method]>;
