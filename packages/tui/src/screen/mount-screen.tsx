import { render } from 'ink';
import { Compositor, type TerminalOutput } from '../terminal/compositor.js';
import { ScreenController, type ScreenControllerOptions } from './screen-controller.js';
import { ScreenFrame } from './screen-frame.js';

export interface MountOptions extends Omit<ScreenControllerOptions, 'size'> {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: TerminalOutput;
}

export interface MountedScreen {
  readonly compositor: Compositor;
  /** Draws anew: the clock goes on. */
  refresh(): void;
  resized(): void;
  /** Rejects when drawing failed. */
  readonly exited: Promise<unknown>;
  unmount(): void;
}

/** Puts the screen in front of a terminal. Nothing is written before the compositor is opened. */
export function mountScreen({ stdin, stdout, ...options }: MountOptions): MountedScreen {
  const compositor = new Compositor(stdout);
  const { sink } = compositor;
  const size = () => ({ columns: sink.columns, rows: sink.rows });
  const controller = new ScreenController({ ...options, size });
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
