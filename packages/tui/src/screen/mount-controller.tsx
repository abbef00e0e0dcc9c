import { render } from 'ink';
import { Compositor, type TerminalOutput } from '../terminal/compositor.js';
import { type LineController, ScreenFrame } from './screen-frame.js';

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
    <ScreenFrame controller={controller} hasKeyboard={stdin.isTTY} setBody={compositor.setBody} />,
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
