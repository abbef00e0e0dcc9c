import { render } from 'ink';
import { Compositor, type TerminalOutput } from '../terminal/compositor.js';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { WatchController } from './watch-controller.js';
import { WatchScreen } from './watch-screen.js';
import type { WatchSession } from '../session/watch-session.js';

export interface MountOptions {
  readonly session: WatchSession;
  readonly style: DrawingStyle;
  readonly title: string;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: TerminalOutput;
  readonly now: () => number;
  readonly quit: () => void;
  readonly suspend: () => void;
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
export function mountWatchScreen(options: MountOptions): MountedScreen {
  const { session, style, title, stdin, stdout, now, quit, suspend } = options;
  const compositor = new Compositor(stdout);
  const { sink } = compositor;
  const size = () => ({ columns: sink.columns, rows: sink.rows });
  const controller = new WatchController({ session, ascii: style.ascii, size, now, quit, suspend });
  const app = render(
    <WatchScreen
      controller={controller}
      style={style}
      title={title}
      hasKeyboard={stdin.isTTY}
      setBody={compositor.setBody}
    />,
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
