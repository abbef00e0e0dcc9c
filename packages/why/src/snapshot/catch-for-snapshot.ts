import type { WhyQuestion } from '../ask-why.js';
import { CallMeter } from '../engine/call-meter.js';
import type { InspectorConnection } from '../engine/inspector-connection.js';
import { WHY_LIMITS } from '../engine/limits.js';
import type { CaughtForSnapshot, LiveObjects } from './caught-for-snapshot.js';
import { SnapshotQuestion } from './snapshot-question.js';

export interface CatchForSnapshotOptions<T> {
  /** Gets the snapshot piece by piece, in order; a piece is some 100 KiB of ASCII. What it throws ends the question. */
  readonly onChunk: (chunk: string) => void;
  /** Done while the ids mean what they meant in the snapshot. */
  readonly use: (caught: CaughtForSnapshot, live: LiveObjects) => Promise<T>;
}

/**
 * Catches objects as a site returns them, waits until those that nothing keeps have died, and takes a heap snapshot; tells
 * which of its nodes are the objects that live. The main thread stands still while the snapshot is taken, for seconds. All
 * that the connection has of `HeapProfiler` ends with it, sampling included.
 * @throws {HeaptideError} `HT_E_WHY` where the site has no place in the process, or it has not the memory; what the
 * connection, `onChunk` and `use` throw; the signal's reason.
 */
export async function catchForSnapshot<T>(
  connection: InspectorConnection,
  asked: WhyQuestion,
  { onChunk, use }: CatchForSnapshotOptions<T>,
): Promise<T> {
  const limits = { ...WHY_LIMITS, ...asked.limits };
  asked.signal?.throwIfAborted();
  const question = new SnapshotQuestion(new CallMeter(connection, limits.callMs), limits, asked);
  try {
    return await use(await question.ask(onChunk), question);
  } catch (error) {
    if (asked.signal?.aborted === true) throw asked.signal.reason as Error;
    throw error;
  } finally {
    const ending = question.end();
    // All of it is sent by now, and a process that stands still answers late.
    if (asked.signal?.aborted !== true) await ending;
  }
}
