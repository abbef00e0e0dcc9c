import { createRequire } from 'node:module';
import { type HeapProfiler, Session } from 'node:inspector';
import type { SamplingProfile, SizeNode } from '../reading/heap-reading.js';

/** V8's sampling heap profiler of this isolate. There is one for everybody who runs in it. */
export interface V8Sampler {
  /** Driven by the native add-on; otherwise by the inspector, which knows no depth and no sizes. */
  readonly native: boolean;
  /** Starts it; does nothing where one runs already, whoever started that. */
  start(interval: number, depth: number): void;
  /** Stops it, whoever started it. */
  stop(): void;
  /** Whether one runs, whoever started it. Costs a tenth of a millisecond. */
  isRunning(): boolean;
  /** The tree with the ordinal of each live sample; `undefined` where no sampler runs. */
  readSamples(): SamplingProfile | undefined;
  /** The same tree with the sizes of what was sampled; `undefined` where they cannot be had. */
  readSizes(): SizeNode | undefined;
}

/** What is used of @datadog/pprof: its calls to V8, without what that package believes to have started. */
export interface NativeBindings {
  startSamplingHeapProfiler(interval: number, depth: number): void;
  stopSamplingHeapProfiler(): void;
  getAllocationProfile(): SizeNode;
  mapAllocationProfile(callback: () => void): void;
  monitorOutOfMemory(
    extension: number,
    extensions: number,
    dumpsOnStderr: boolean,
    exportCommand: readonly string[],
    callback: () => void,
    callbackMode: number,
    isMainThread: boolean,
    choosesExtension: boolean,
  ): void;
}

const BINDINGS = '@datadog/pprof/out/src/heap-profiler-bindings.js';

/** The sampler of this isolate, through the native add-on where there is a build for this platform. */
export function v8Sampler(): V8Sampler {
  const bindings = nativeBindings();
  return bindings === undefined ? inspectorSampler() : nativeSampler(bindings);
}

/** The package's own entry loads source maps and a protobuf encoder too, which is four times the memory. */
export function nativeBindings(): NativeBindings | undefined {
  try {
    return createRequire(import.meta.url)(BINDINGS) as NativeBindings;
  } catch {
    return undefined;
  }
}

/**
 * Started by the add-on, read by the inspector: that takes any depth, collects nothing when it is read, and knows
 * ordinals.
 */
function nativeSampler(bindings: NativeBindings): V8Sampler {
  return {
    native: true,
    start: (interval, depth) => bindings.startSamplingHeapProfiler(interval, depth),
    stop: () => bindings.stopSamplingHeapProfiler(),
    isRunning: () => succeeds(() => bindings.mapAllocationProfile(() => undefined)),
    readSamples: readSamplingProfile,
    readSizes: () => attempt(() => bindings.getAllocationProfile()),
  };
}

/**
 * Started and read by the inspector. V8 then collects all garbage at every reading. The session that starts must stay
 * open: its end would stop the sampler.
 */
function inspectorSampler(): V8Sampler {
  let owner: Session | undefined;
  return {
    native: false,
    start(interval, depth) {
      if (readSamplingProfile() !== undefined) return;
      owner?.disconnect();
      owner = new Session();
      owner.connect();
      // Before Node 26 the depth is ignored and is always 128.
      const parameters = { samplingInterval: interval, stackDepth: depth };
      owner.post('HeapProfiler.startSampling', parameters);
    },
    stop() {
      owner?.post('HeapProfiler.stopSampling');
      owner?.disconnect();
      owner = undefined;
    },
    isRunning: () => readSamplingProfile() !== undefined,
    readSamples: readSamplingProfile,
    readSizes: () => undefined,
  };
}

/** A session that only reads is harmless: had it ever sent startSampling, its end would stop the sampler for everybody. */
function readSamplingProfile(): SamplingProfile | undefined {
  const session = new Session();
  session.connect();
  try {
    let profile: SamplingProfile | undefined;
    // A session of the own thread answers before post returns.
    session.post('HeapProfiler.getSamplingProfile', (error, answer) => {
      // The declarations of Node leave the samples out.
      if (error === null) profile = answer.profile as HeapProfiler.SamplingHeapProfile & SamplingProfile;
    });
    return profile;
  } finally {
    session.disconnect();
  }
}

function succeeds(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
