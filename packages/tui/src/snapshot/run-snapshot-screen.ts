import { type ScreenTerminal, showOnTerminal } from '../screen/show-on-terminal.js';
import { untilAborted } from '../session/until-aborted.js';
import { copyThrough } from '../takeaway/copy-through.js';
import { importForProduction } from '../terminal/production-import.js';
import type { SnapshotEngine } from './engine/snapshot-engine.js';
import { SnapshotController } from './screen/snapshot-controller.js';

export interface SnapshotScreenOptions extends ScreenTerminal {
  /** The caller's to close. */
  readonly engine: SnapshotEngine;
}

/**
 * Shows a heap snapshot until the user quits or `signal` aborts, and gives the terminal back as it was in every case. Needs a
 * terminal: see {@link canShowScreen}.
 * @throws {HeaptideError} why the snapshot cannot be opened.
 */
export async function runSnapshotScreen(options: SnapshotScreenOptions): Promise<void> {
  const { engine, stdin, stdout } = options;
  const leaving = new AbortController();
  const { mountController } = await importForProduction(() => import('../screen/mount-controller.js'));
  await showOnTerminal(options, {
    leaving,
    until: untilAborted(engine.ended, leaving.signal),
    mount: ({ style, guard }) =>
      mountController(
        { stdin, stdout },
        (size) =>
          new SnapshotController({
            engine,
            style,
            size,
            copy: copyThrough(stdout),
            quit: () => leaving.abort(),
            suspend: guard.suspend,
          }),
      ),
  });
}
