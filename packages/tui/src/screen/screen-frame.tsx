import { useInput } from 'ink';
import { useLayoutEffect, useSyncExternalStore } from 'react';
import { keyNames } from '../keys/key-names.js';
import { BODY_MARK } from '../terminal/compositor.js';
import { TextLine } from './text-line.js';

/** A screen apart from any terminal: its lines, and what keys do to it. */
export interface LineController {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => { readonly lines: readonly string[] };
  press(names: readonly string[]): void;
  refresh(): void;
  dispose(): void;
}

export interface ScreenFrameProps {
  readonly controller: LineController;
  readonly hasKeyboard: boolean;
  /** Takes the lines that the body mark stands for. */
  readonly setBody: (lines: readonly string[]) => void;
}

/**
 * The whole screen. Ink has the keys and the state; to its layout the screen is one line, whose lines go to the compositor:
 * they are as wide as they are to be, and Ink would take every cell of them apart.
 */
export function ScreenFrame({ controller, hasKeyboard, setBody }: ScreenFrameProps) {
  const { lines } = useSyncExternalStore(controller.subscribe, controller.getSnapshot);
  useInput((input, key) => controller.press(keyNames(input, key)), { isActive: hasKeyboard });
  useLayoutEffect(() => setBody(lines), [lines, setBody]);
  return <TextLine text={BODY_MARK} />;
}
