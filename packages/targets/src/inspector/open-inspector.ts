import { setTimeout as sleep } from 'node:timers/promises';
import { HeaptideError } from '@heaptide/profile';
import { claimInspector, type ClaimOptions, type OpenedInspector } from './claim-inspector.js';
import { dialInspector, type InspectorPlace } from './inspector-place.js';
import { inspectorAddress } from './inspector-port.js';
import { describeProcess, listProcesses } from './node-processes.js';
import {
  attachRefused,
  refusalAfter,
  refusalBefore,
  refusalForPermission,
  refusalForPort,
} from './refusal.js';
import type { ProcessFacts } from './process-facts.js';

export interface OpenInspectorOptions {
  readonly signal?: AbortSignal | undefined;
}

const OPEN_MS = 3_000;
const DIAL_MS = 1_000;
const LOOK_EVERY_MS = 20;

/**
 * Opens the inspector of a process of this machine by SIGUSR1, once it is known that the signal does that and no more. One that is open already is used as it is.
 * @throws {HeaptideError} `HT_E_NO_SUCH_PROCESS`, `HT_E_ATTACH_REFUSED` which says what to do instead, `HT_E_INSPECTOR`, `HT_E_TIMEOUT`.
 */
export async function openInspector(
  pid: number,
  { signal }: OpenInspectorOptions = {},
): Promise<OpenedInspector> {
  signal?.throwIfAborted();
  const facts = describeProcess(pid) ?? fail(noSuchProcess(pid));
  requirePermission(facts);
  const place: InspectorPlace = inspectorAddress(facts);
  const claim = { place, name: `pid:${pid}`, facts };
  const refusal = refusalBefore(facts, listProcesses());
  // One that is open needs no signal, whatever the signal would do.
  if (place.port !== 0 && facts.isElsewhere !== true && (await listens(place))) {
    if (refusal !== undefined && facts.catchesUsr1) throw attachRefused(refusal);
    return claimOpen(pid, claim);
  }
  if (refusal !== undefined) throw attachRefused(refusal);
  signal?.throwIfAborted();
  sendSignal(facts);
  // From here on it is opening, so that no wish of the caller ends this before it can be closed.
  await waitUntilListens(place, facts);
  const opened = await claimInspector({ ...claim, wasOpen: false });
  if (signal?.aborted === true) {
    await opened.close();
    throw signal.reason;
  }
  return opened;
}

async function claimOpen(pid: number, claim: Omit<ClaimOptions, 'wasOpen'>): Promise<OpenedInspector> {
  try {
    return await claimInspector({ ...claim, wasOpen: true });
  } catch (error) {
    if (error instanceof HeaptideError && error.code === 'HT_E_INSPECTOR')
      throw attachRefused(refusalForPort(pid, claim.place.port, undefined), { cause: error });
    throw error;
  }
}

async function waitUntilListens(place: InspectorPlace, facts: ProcessFacts): Promise<void> {
  for (const deadline = performance.now() + OPEN_MS; performance.now() < deadline;) {
    if (await listens(place)) return;
    if (describeProcess(facts.pid) === undefined)
      throw new HeaptideError('HT_E_INSPECTOR', `pid ${facts.pid} ended before its inspector was open`);
    await sleep(LOOK_EVERY_MS);
  }
  throw attachRefused(refusalAfter(facts, OPEN_MS));
}

async function listens(place: InspectorPlace): Promise<boolean> {
  try {
    const connection = await dialInspector(place, AbortSignal.timeout(DIAL_MS));
    connection.on('error', () => undefined).destroy();
    return true;
  } catch {
    return false;
  }
}

function requirePermission(facts: ProcessFacts): void {
  send(facts, 0);
}

function sendSignal(facts: ProcessFacts): void {
  send(facts, 'SIGUSR1');
}

function send(facts: ProcessFacts, what: 0 | 'SIGUSR1'): void {
  try {
    process.kill(facts.pid, what);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPERM') throw attachRefused(refusalForPermission(facts), { cause: error });
    throw noSuchProcess(facts.pid);
  }
}

function noSuchProcess(pid: number): HeaptideError {
  return new HeaptideError('HT_E_NO_SUCH_PROCESS', `there is no process with the number ${pid}`);
}

function fail(error: Error): never {
  throw error;
}
