import { HeaptideError } from '@heaptide/profile';
import { isMainThread } from 'node:worker_threads';
import { formatAddress, type LoopbackAddress } from './address.js';
import { type AgentOptions, agentSettings } from './agent-options.js';
import { garbageCollector } from '../isolate/collect-garbage.js';
import { EndpointWorker } from '../isolate/endpoint-worker.js';
import { mainReader, registerReader, unregisterReader } from '../isolate/main-reader.js';
import { processIdentity } from '../isolate/process-identity.js';
import { Sampler, type SamplerBinding } from '../isolate/sampler.js';
import { readSamplingProfile } from '../isolate/sampling-profile.js';
import { sayOnStderr } from '../isolate/stderr-line.js';
import { countRequests, workCounters } from '../isolate/work-counters.js';

/** A running agent. */
export interface Agent {
  /** Where a capture is to be had, with the real port: `http://127.0.0.1:6060/debug/heap`. */
  readonly url: string;
  /** `host:port`, with the real port. */
  readonly address: string;
  /** Ends the endpoint and, if it is ours, the sampler. Calling it again does nothing more. */
  stop(): Promise<void>;
}

/**
 * Samples the heap of this process and serves it on `address`, from a thread of its own, until `stop()`. Says on stderr
 * where. Keeps no process alive.
 *
 * @throws {HeaptideError} `HT_E_BAD_ADDRESS`, `HT_E_NOT_LOOPBACK`, `HT_E_BAD_INTERVAL`, `HT_E_BAD_DEPTH`: the options;
 * `HT_E_NOT_MAIN_THREAD`, `HT_E_AGENT_RUNNING`: one agent a process, in the main thread; `HT_E_ADDRESS_IN_USE`,
 * `HT_E_CANNOT_LISTEN`; `HT_E_NO_SAMPLER` where @datadog/pprof has no build for the platform.
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { address, interval, depth, service } = agentSettings(options, process.argv[1]);
  if (!isMainThread) {
    throw new HeaptideError('HT_E_NOT_MAIN_THREAD', 'the agent can be started in the main thread only');
  }
  const binding = await loadBinding();
  const { now } = Date;
  const sampler = new Sampler({ interval, depth, binding, readProfile: readSamplingProfile, now });
  let collect: (() => void) | undefined;
  let endpoint: EndpointWorker | undefined;
  const reader = mainReader({
    sampler,
    collectGarbage: () => (collect ??= garbageCollector())(),
    work: workCounters(),
    send: (json) => endpoint?.send(json),
    now,
  });
  if (!registerReader(reader)) {
    throw new HeaptideError('HT_E_AGENT_RUNNING', 'this process has an agent already');
  }
  const stopCounting = countRequests();
  const release = (): void => {
    unregisterReader(reader);
    stopCounting();
    sampler.stop();
  };
  try {
    endpoint = new EndpointWorker({
      address,
      identity: processIdentity(service),
      onDeath: (reason) => {
        release();
        sayOnStderr(`heap profiles are no longer served: ${reason}`);
      },
    });
    const port = await endpoint.listening();
    sampler.start();
    return serving(endpoint, { ...address, port }, sampler, release);
  } catch (error) {
    release();
    await endpoint?.stop();
    throw error;
  }
}

function serving(
  endpoint: EndpointWorker,
  address: LoopbackAddress,
  sampler: Sampler,
  release: () => void,
): Agent {
  const text = formatAddress(address);
  const url = `http://${text}/debug/heap`;
  sayOnStderr(`heap profiles at ${url}`);
  if (sampler.state.owner === 'foreign') {
    sayOnStderr('another tool runs the heap sampler already; its samples are served, at its own interval');
  }
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    release();
    await endpoint.stop();
  };
  return { url, address: text, stop: () => (stopped ??= stop()) };
}

async function loadBinding(): Promise<SamplerBinding> {
  try {
    const { heap } = await import('@datadog/pprof');
    return heap;
  } catch (error) {
    throw new HeaptideError('HT_E_NO_SAMPLER', 'the sampler of @datadog/pprof cannot be loaded here', {
      cause: error,
    });
  }
}
