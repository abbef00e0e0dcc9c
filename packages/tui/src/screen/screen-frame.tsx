import { useInput } from 'ink';
import { useLayoutEffect, useSyncExternalStore } from 'react';
import { keyNames } from '../keys/key-names.js';
import { BODY_MARK } from '../terminal/compositor.js';
import type { ScreenController } from './screen-controller.js';
import { TextLine } from './text-line.js';

export interface ScreenFrameProps {
  readonly controller: ScreenController;
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
