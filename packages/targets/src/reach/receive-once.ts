import type { CaptureRequest } from '../capture-source.js';
import type { ReceivedCapture } from '../heap-endpoint.js';
import type { LiveTarget } from '../target.js';
import type { ReachSettings } from './reach-settings.js';

/** A capture of now, and what the process is called. */
export interface NamedReceivedCapture extends ReceivedCapture {
  readonly name: string;
}

/**
 * One capture of a live target, reached for it and let go of.
 * @throws {HeaptideError} what `reachTarget` and `LiveProcess.receive` throw.
 */
export async function receiveOnce(
  target: LiveTarget,
  request: CaptureRequest,
  settings: ReachSettings,
): Promise<NamedReceivedCapture> {
  // A program that reads files need not load what reaches processes.
  const { reachTarget } = await import('./reach-target.js');
  const { connectProcess } = await import('./connect-process.js');
  const reached = await reachTarget(target, settings);
  try {
    const live = await connectProcess(reached.address, settings);
    try {
      return { name: live.name, ...(await live.receive(request)) };
    } finally {
      await live.close();
    }
  } finally {
    await reached.close();
  }
}
