import { HeaptideError } from '@heaptide/profile/error';
import { isMainThread } from 'node:worker_threads';
import { formatAddress } from './address.js';
import { type AgentOptions, type AgentSettings, agentSettings } from './agent-options.js';
import { cgroupMemory } from '../worker/cgroup.js';
import {
  type IsolateReader,
  isolateReader,
  readHeap,
  registerReader,
  unregisterReader,
} from '../isolate/isolate-reader.js';
import { LinkState } from '../reading/link-state.js';
import { watchHeapLimit } from '../isolate/near-heap-limit.js';
import { nearLimitSnapshots } from '../isolate/near-limit-snapshots.js';
import { oldSpaceLimit } from '../isolate/old-space-limit.js';
import { nodeOptions, processIdentity } from '../isolate/process-identity.js';
import { type ProfiledIsolate, profileIsolate } from '../isolate/profile-isolate.js';
import { readText } from '../worker/read-text.js';
import type { WhySettings } from '../reading/worker-protocol.js';
import { SnapshotSender } from '../isolate/snapshot-sender.js';
import { sayOnStderr } from '../isolate/stderr-line.js';
import { WorkerThread } from '../isolate/worker-thread.js';

/** The worker writes the last capture of a dying process; that takes some milliseconds, or the disk is not there. */
const LAST_WORDS_MS = 3000;
const LAST_WORDS = { collected: false, external: true };

/** A running agent. */
export interface Agent {
  /** Where a capture is to be had, with the real port: `http://127.0.0.1:6060/debug/heap`; `''` without an address. */
  readonly url: string;
  /** `host:port`, with the real port; `''` without one. */
  readonly address: string;
  /** Ends the endpoint and, if it is ours, the sampler. Calling it again does nothing more. */
  stop(): Promise<void>;
}

/** An agent that samples already and is about to serve. */
export interface LaunchedAgent {
  /** Rejects with `HT_E_ADDRESS_IN_USE` or `HT_E_CANNOT_LISTEN`; the agent has stopped then. */
  readonly ready: Promise<Agent>;
}

/** How the endpoint comes up. */
export interface LaunchOptions {
  /** Ports to try, from the one of the address upwards. */
  readonly portTries: number;
  /** Keep the process alive until the endpoint is up. */
  readonly awaited: boolean;
  /** As in {@link WhySettings}. */
  readonly disturbance?: string;
}

/**
 * Samples the heap of this process and serves it on `address`, from a thread of its own, until `stop()`. Says on stderr
 * where. Keeps no process alive.
 *
 * @throws {HeaptideError} `HT_E_BAD_ADDRESS`, `HT_E_NOT_LOOPBACK`, `HT_E_BAD_INTERVAL`, `HT_E_BAD_DEPTH`,
 * `HT_E_BAD_TOKEN`, `HT_E_BAD_RING`: the options; `HT_E_NOT_MAIN_THREAD`, `HT_E_AGENT_RUNNING`: one agent a process, in
 * the main thread; `HT_E_ADDRESS_IN_USE`, `HT_E_CANNOT_LISTEN`.
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  return launchAgent(options, { portTries: 1, awaited: true }).ready;
}

/** Begins sampling before it returns. Throws as {@link startAgent} rejects, but for what listening meets. */
export function launchAgent(
  options: AgentOptions,
  { portTries, awaited, disturbance }: LaunchOptions,
): LaunchedAgent {
  const settings = agentSettings(options, process.argv[1]);
  if (!isMainThread) {
    throw new HeaptideError('HT_E_NOT_MAIN_THREAD', 'the agent can be started in the main thread only');
  }
  const link = new LinkState();
  const isolate = profileIsolate(settings);
  const reader = mainReader(isolate, link, () => worker);
  if (!registerReader(reader)) {
    throw new HeaptideError('HT_E_AGENT_RUNNING', 'this process has an agent already');
  }
  let worker: WorkerThread | undefined;
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    unregisterReader(reader);
    isolate.stop();
    return (stopped ??= worker?.stop() ?? Promise.resolve());
  };
  try {
    isolate.start();
    worker = new WorkerThread({
      settings: workerSettings(settings, portTries, disturbance),
      link,
      awaited,
      say: sayOnStderr,
    });
    if (settings.ring !== undefined) {
      const limits = { cgroupLimit: cgroupMemory(readText)?.limit, nodeOptions: nodeOptions() };
      watchHeapLimit(limits, () => lastWords(isolate, worker, link));
    }
  } catch (error) {
    void stop();
    throw error;
  }
  return { ready: whenReady(worker, settings, isolate, stop) };
}

async function whenReady(
  worker: WorkerThread,
  { address, ring }: AgentSettings,
  { keeper }: ProfiledIsolate,
  stop: () => Promise<void>,
): Promise<Agent> {
  let port: number | undefined;
  try {
    port = await worker.ready();
  } catch (error) {
    await stop();
    throw error;
  }
  const text = address === undefined || port === undefined ? '' : formatAddress({ ...address, port });
  const url = text === '' ? '' : `http://${text}/debug/heap`;
  if (url !== '') sayOnStderr(`heap profiles at ${url}`);
  if (ring !== undefined) {
    sayOnStderr(`captures are kept in ${ring.directory}`);
    if (nearLimitSnapshots(nodeOptions()) > 0) {
      sayOnStderr('--heapsnapshot-near-heap-limit is set: no last capture is taken at the heap limit');
    }
  }
  const { owner, native } = keeper.state;
  if (owner === 'foreign') {
    sayOnStderr('another tool runs the heap sampler already; its samples are served, at its own interval');
  } else if (!native) {
    sayOnStderr('@datadog/pprof has no build for this platform: V8 collects all garbage at every capture');
  }
  return { url, address: text, stop };
}

function workerSettings(
  { address, service, token, snapshots, why, ring }: AgentSettings,
  tries: number,
  disturbance: string | undefined,
): ConstructorParameters<typeof WorkerThread>[0]['settings'] {
  const limit = oldSpaceLimit(nodeOptions());
  return {
    identity: processIdentity(service),
    snapshots,
    ...(address === undefined ? {} : { listen: { ...address, tries } }),
    ...(token === undefined ? {} : { token }),
    ...(why === undefined ? {} : { why: whySettings(why.token, disturbance) }),
    ...(ring === undefined ? {} : { ring }),
    ...(limit === undefined ? {} : { oldSpaceLimit: limit }),
  };
}

function whySettings(token: string | undefined, disturbance: string | undefined): WhySettings {
  return {
    ...(token === undefined ? {} : { token }),
    ...(disturbance === undefined ? {} : { disturbance }),
  };
}

/** The reader of the main isolate answers by message, which costs it less than the inspector does. */
function mainReader(
  { readerOptions }: ProfiledIsolate,
  link: LinkState,
  worker: () => WorkerThread | undefined,
): IsolateReader {
  const sender = new SnapshotSender(link);
  const reply = (json: string): void => worker()?.order({ kind: 'answer', json });
  const { answer } = isolateReader({
    ...readerOptions,
    snapshots: {
      begin: (id) =>
        sender.begin(
          (text) => worker()?.order({ kind: 'chunk', id, text }),
          (error) =>
            reply(JSON.stringify(error === undefined ? { id, done: true } : { id, error: error.message })),
        ),
      cancel: () => sender.cancel(),
    },
  });
  const send = (): void => {
    for (let asked = worker()?.takeQuestion(); asked !== undefined; asked = worker()?.takeQuestion()) {
      reply(answer(asked));
    }
  };
  return { answer, send };
}

/** Hands the worker a last capture, and waits until it has been written. */
function lastWords(
  { readerOptions }: ProfiledIsolate,
  worker: WorkerThread | undefined,
  link: LinkState,
): void {
  try {
    worker?.order({ kind: 'last-words', json: JSON.stringify(readHeap(readerOptions, LAST_WORDS)) });
    link.waitForLastWords(LAST_WORDS_MS);
  } catch {
    // The process is dying, and nobody can be told.
  }
}
