import type { DrawingStyle } from '../drawing/drawing-style.js';
import type { LinePiece } from '../drawing/line-pieces.js';
import type { CaptureNumber } from '../engine/capture-entry.js';
import type { SourcePlace } from '../detail/source-excerpt.js';
import type { EngineState, FunctionPlace, WatchEngine } from '../engine/watch-engine.js';
import type { KeyPress } from '../keys/key-machine.js';
import type { AskableSite } from '../why/site-answer.js';
import type { TypedFilter } from './typed-filter.js';

/** What a screen is drawn from and acts upon. */
export interface ScreenContext {
  readonly state: EngineState;
  readonly engine: WatchEngine;
  readonly style: DrawingStyle;
  readonly now: number;
  /** Of the body. */
  readonly width: number;
  readonly height: number;
  /** What costs the watched process something may be offered. */
  readonly costly: boolean;
}

/** What a press asks for that touches more than its screen. */
export type ScreenWish =
  | { readonly wish: 'detail'; readonly place: FunctionPlace }
  | { readonly wish: 'diff'; readonly a: CaptureNumber; readonly b: CaptureNumber }
  /** One step back beyond what the screen itself can take back. */
  | { readonly wish: 'back' };

/** One of the views: keeps what the user has chosen there, and asks the engine for what it needs. */
export interface Screen {
  /** `undefined` when the press means nothing here. */
  press(press: KeyPress, context: ScreenContext): ScreenWish | 'done' | undefined;
  /** Exactly `height` lines. */
  body(context: ScreenContext): readonly string[];
  /** Where one stands, for the line below. */
  position(context: ScreenContext): readonly LinePiece[];
  /** The page for an issue. */
  markdown(context: ScreenContext): string | Promise<string>;
  /** What the user has typed after `/`; absent where nothing can be filtered. */
  readonly filter?: TypedFilter;
  /** The place in the sources that the cursor is at. */
  place(context: ScreenContext): SourcePlace | undefined;
  /** The site that can be asked about; absent where there are none. */
  site?(context: ScreenContext): AskableSite | undefined;
  /** The captures that an export is about; by default the newest. */
  captures?(context: ScreenContext): {
    readonly a: CaptureNumber | undefined;
    readonly b: CaptureNumber | undefined;
  };
}
