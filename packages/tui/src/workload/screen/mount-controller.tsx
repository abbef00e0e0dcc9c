import { render, useInput } from 'ink';
import { useLayoutEffect, useSyncExternalStore } from 'react';
import { keyNames } from '../../keys/key-names.js';
import { TextLine } from '../../screen/text-line.js';
import { BODY_MARK, Compositor, type TerminalOutput } from '../../terminal/compositor.js';

/** A screen apart from any terminal: its lines, and what keys do to it. */
export interface LineController {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => { readonly lines: readonly string[] };
  press(names: readonly string[]): void;
  refresh(): void;
  dispose(): void;
}

export interface MountedController {
  readonly compositor: Compositor;
  /** Draws anew: the clock goes on. */
  refresh(): void;
  resized(): void;
  /** Rejects when drawing failed. */
  readonly exited: Promise<unknown>;
  unmount(): void;
}

export interface ControllerTerminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: TerminalOutput;
}

type Size = () => { readonly columns: number; readonly rows: number };

/** Puts a screen in front of a terminal. Nothing is written before the compositor is opened. */
export function mountController(
  { stdin, stdout }: ControllerTerminal,
  create: (size: Size) => LineController,
): MountedController {
  const compositor = new Compositor(stdout);
  const { sink } = compositor;
  const controller = create(() => ({ columns: sink.columns, rows: sink.rows }));
  const app = render(
    <ControllerFrame controller={controller} hasKeyboard={stdin.isTTY} setBody={compositor.setBody} />,
    {
      stdout: sink as unknown as NodeJS.WriteStream,
      stdin,
      // One whole frame per change: no throttle, no erasing, no output of Ink's own.
      debug: true,
      patchConsole: false,
      exitOnCtrlC: false,
      isScreenReaderEnabled: false,
    },
  );
  return {
    compositor,
    refresh: () => controller.refresh(),
    resized: () => {
      controller.refresh();
      compositor.resized();
    },
    exited: app.waitUntilExit(),
    unmount: () => {
      compositor.close();
      controller.dispose();
      app.unmount();
    },
  };
}

interface ControllerFrameProps {
  readonly controller: LineController;
  readonly hasKeyboard: boolean;
  /** Takes the lines that the body mark stands for. */
  readonly setBody: (lines: readonly string[]) => void;
}

/** To Ink's layout the screen is one line, whose lines go to the compositor: they are as wide as they are to be. */
function ControllerFrame({ controller, hasKeyboard, setBody }: ControllerFrameProps) {
  const { lines } = useSyncExternalStore(controller.subscribe, controller.getSnapshot);
  useInput((input, key) => controller.press(keyNames(input, key)), { isActive: hasKeyboard });
  useLayoutEffect(() => setBody(lines), [lines, setBody]);
  return <TextLine text={BODY_MARK} />;
}
