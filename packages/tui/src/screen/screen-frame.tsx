import { Box, useInput } from 'ink';
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

/** The whole screen. Ink lays out what is around the body; the body is one line to it, and goes to the compositor. */
export function ScreenFrame({ controller, hasKeyboard, setBody }: ScreenFrameProps) {
  const { above, body, below } = useSyncExternalStore(controller.subscribe, controller.getSnapshot);
  useInput((input, key) => controller.press(keyNames(input, key)), { isActive: hasKeyboard });
  useLayoutEffect(() => setBody(body), [body, setBody]);
  return (
    <Box flexDirection="column">
      {above.map((line, index) => (
        <TextLine key={`above ${index}`} text={line} />
      ))}
      {body.length > 0 && <TextLine text={BODY_MARK} />}
      {below.map((line, index) => (
        <TextLine key={`below ${index}`} text={line} />
      ))}
    </Box>
  );
}
