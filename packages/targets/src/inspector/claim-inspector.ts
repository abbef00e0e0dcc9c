import { AttachLease } from './attach-lease.js';
import { type AttachedIdentity, readIdentity } from './attached-facts.js';
import { CdpConnection } from './cdp-connection.js';
import { closeInspector } from './close-inspector.js';
import type { InspectorPlace } from './inspector-place.js';
import type { ProcessFacts } from './process-facts.js';
import { attachRefused, refusalForPort } from './refusal.js';

const CLAIM_MS = 10_000;

/** An inspector that listens, for as long as whoever opened it wants. */
export interface OpenedInspector {
  readonly place: InspectorPlace;
  /** It was opened for this, and is closed again. One that was open before is left open. */
  readonly isOurs: boolean;
  /** Leaves it as it was found. Resolves in bounded time to whether that is known; never rejects. */
  close(): Promise<boolean>;
}

export interface ClaimOptions {
  readonly place: InspectorPlace;
  /** What the user calls the process. */
  readonly name: string;
  /** Whose inspector it has to be. */
  readonly facts: Pick<ProcessFacts, 'pid' | 'innerPid' | 'pidNamespace'>;
  /** It listened before anything was done. */
  readonly wasOpen: boolean;
  /** Of a claim that was made for this one already. */
  readonly lease?: string;
}

/**
 * Makes sure that it is the inspector of the process that is meant, and has it closed when all who use it have gone, however they go.
 * @throws {HeaptideError} `HT_E_ATTACH_REFUSED` where it is that of another process, `HT_E_INSPECTOR`, `HT_E_TIMEOUT`.
 */
export async function claimInspector({
  place,
  name,
  facts,
  wasOpen,
  lease: id,
}: ClaimOptions): Promise<OpenedInspector> {
  const cdp = await CdpConnection.open(place, { name, timeoutMs: CLAIM_MS });
  try {
    const identity = await readIdentity(cdp);
    if (!isOf(facts, identity)) throw attachRefused(refusalForPort(facts.pid, place.port, identity));
    const lease = wasOpen ? await AttachLease.join(cdp) : await AttachLease.begin(cdp, id);
    if (lease !== undefined) return { place, isOurs: true, close: () => closeInspector(cdp, lease, place) };
    await cdp.close();
    return { place, isOurs: false, close: () => Promise.resolve(true) };
  } catch (error) {
    await cdp.close();
    throw error;
  }
}

function isOf(facts: ClaimOptions['facts'], { pid, pidNamespace }: AttachedIdentity): boolean {
  const isKnown = facts.pidNamespace !== undefined && pidNamespace !== undefined;
  return pid === facts.innerPid && (!isKnown || pidNamespace === facts.pidNamespace);
}
