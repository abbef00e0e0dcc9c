import { HeaptideError } from '@heaptide/profile/error';
import { longBytes } from '@heaptide/profile/write';
import { CallMeter } from '../engine/call-meter.js';
import { freeMemory } from '../engine/free-memory.js';
import type { InspectorConnection } from '../engine/inspector-connection.js';
import { WHY_LIMITS } from '../engine/limits.js';
import { ProbeClient } from '../engine/probe-client.js';
import type { ProcessFacts } from '../probe/process-reads.js';

/** V8 makes the whole graph before it writes any of it: 8 to 13 times the heap were measured on Node.js 20 to 26. */
const TIMES_HEAP = 14;

/**
 * Checks that a process has the memory that a heap snapshot takes.
 * @throws {HeaptideError} `HT_E_WHY` where it has not; what the connection throws.
 */
export async function requireRoomForSnapshot(connection: InspectorConnection): Promise<void> {
  const probe = await ProbeClient.install(new CallMeter(connection, WHY_LIMITS.callMs));
  try {
    requireRoom((await probe.run('process')) as ProcessFacts);
  } finally {
    await probe.release();
  }
}

/** The same by facts that were read. */
export function requireRoom(process: ProcessFacts): void {
  const [has, needs] = [freeMemory(process), process.heapUsed * TIMES_HEAP];
  if (has >= needs) return;
  throw new HeaptideError(
    'HT_E_WHY',
    `the process has ${longBytes(has)} free, and a heap snapshot takes up to ${longBytes(needs)}, ${TIMES_HEAP} times its heap`,
  );
}
