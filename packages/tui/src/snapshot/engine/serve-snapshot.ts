import type { SnapshotSource } from '@heaptide/report/snapshot-browse';
import { sendError } from '../../engine/sent-error.js';
import type { OpeningStage } from './snapshot-engine.js';
import type { FromSnapshot, ToSnapshot } from './snapshot-messages.js';

/** The near end of a message channel that a snapshot is served at; `parentPort` of a worker is one. */
export interface SnapshotPort {
  on(event: 'message', listener: (message: ToSnapshot) => void): unknown;
  postMessage(message: FromSnapshot): void;
}

/** Opens a snapshot, tells the other end of `port` how far that is, and then answers what it asks. */
export async function serveSnapshot(
  open: (onProgress: (opening: OpeningStage) => void) => Promise<SnapshotSource>,
  port: SnapshotPort,
): Promise<void> {
  let source: SnapshotSource;
  try {
    source = await open((opening) => port.postMessage({ kind: 'opening', opening }));
    port.postMessage({ kind: 'open', summary: source.summary });
  } catch (error) {
    port.postMessage({ kind: 'failed', error: sendError(error) });
    return;
  }
  port.on('message', ({ number, question }) => {
    try {
      port.postMessage({ kind: 'answer', number, answer: source.answer(question) });
    } catch (error) {
      port.postMessage({ kind: 'refusal', number, error: sendError(error) });
    }
  });
}
