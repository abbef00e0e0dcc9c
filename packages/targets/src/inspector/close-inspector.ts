import { setTimeout as sleep } from 'node:timers/promises';
import type { AttachLease } from './attach-lease.js';
import type { CdpConnection } from './cdp-connection.js';
import { readInspectedTarget } from './inspector-list.js';
import type { InspectorPlace } from './inspector-place.js';

const END_MS = 2_000;
const CONFIRM_MS = 2_000;
const LOOK_MS = 500;
/** Those who look are connected too. */
const LOOK_EVERY_MS = 100;

/**
 * Lets go of an inspector that was opened for us. Where nobody else holds it, the process closes it as soon as its event loop turns, and that is confirmed by
 * asking once more. False where it could not be confirmed within 2 s, as of a process that is blocked, or to which somebody else is connected: it closes after
 * that. Never rejects.
 */
export async function closeInspector(
  cdp: CdpConnection,
  lease: AttachLease,
  place: InspectorPlace,
): Promise<boolean> {
  // What cannot be told any more is done by the process itself, when nobody has renewed the claim.
  const isLast = await lease.end({ timeoutMs: END_MS }).catch(() => true);
  await cdp.close();
  return !isLast || (await isClosed(place));
}

/** Whether nothing answers there any more, within 2 s. */
async function isClosed(place: InspectorPlace): Promise<boolean> {
  for (const deadline = performance.now() + CONFIRM_MS; performance.now() < deadline;) {
    await sleep(LOOK_EVERY_MS);
    const signal = AbortSignal.timeout(LOOK_MS);
    const answers = await readInspectedTarget(place, signal).then(
      () => true,
      () => signal.aborted,
    );
    if (!answers) return true;
  }
  return false;
}
