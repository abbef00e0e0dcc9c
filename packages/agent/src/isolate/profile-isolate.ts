import { isMainThread } from 'node:worker_threads';
import { type CollectGarbage, garbageCollector } from './collect-garbage.js';
import { ownExactSites } from './exact/own-exact-sites.js';
import { superviseExactSites } from './exact/supervise-exact-sites.js';
import { ExternalSampler } from './external/external-sampler.js';
import { type IsolateReaderOptions, isolateReader, type IsolateReader } from './isolate-reader.js';
import { SamplerKeeper } from './sampler-keeper.js';
import { superviseSampler } from './supervise-sampler.js';
import { foreignBindingInterval } from './foreign-interval.js';
import { v8Sampler } from './v8-sampler.js';
import { countRequests, workCounters } from './work-counters.js';

/** How an isolate is to be sampled. */
export interface IsolateSettings {
  /** Mean bytes between two samples. */
  readonly interval: number | 'auto';
  /** Frames kept per stack. */
  readonly depth: number;
  /** Whether Buffers and ArrayBuffers are sampled too. */
  readonly external: boolean;
}

/** The agent's part that lives in an isolate: the samplers, and what hands over what they hold. */
export interface ProfiledIsolate {
  readonly keeper: SamplerKeeper;
  readonly reader: IsolateReader;
  readonly readerOptions: IsolateReaderOptions;
  /** Starts sampling. From here on allocations are seen. */
  start(): void;
  /** Stops what is ours. */
  stop(): void;
}

/** Puts the parts of an isolate together; nothing runs yet. */
export function profileIsolate(settings: IsolateSettings): ProfiledIsolate {
  const { interval, depth } = settings;
  const { now } = Date;
  const v8 = v8Sampler();
  const keeper = new SamplerKeeper({
    v8,
    interval,
    depth,
    now,
    askForeignInterval: foreignBindingInterval,
  });
  const external = settings.external ? new ExternalSampler({ depth }) : undefined;
  let collect: CollectGarbage | undefined;
  // Without an argument, and not with an undefined one, which V8 of Node 22 and later takes for less than all.
  const collectGarbage: CollectGarbage = (options) => {
    collect ??= garbageCollector();
    if (options === undefined) collect();
    else collect(options);
  };
  const exactSites = isMainThread ? ownExactSites({ keeper, collectGarbage, now }) : undefined;
  const readerOptions: IsolateReaderOptions = {
    keeper,
    external,
    exactSites,
    collectGarbage: () => collectGarbage(),
    work: workCounters(),
    now,
  };
  let unsupervise: (() => void) | undefined;
  let unsuperviseExactSites: (() => void) | undefined;
  let stopCounting: (() => void) | undefined;
  return {
    keeper,
    reader: isolateReader(readerOptions),
    readerOptions,
    start() {
      keeper.start();
      external?.install();
      // Without the add-on every look would collect garbage, so the sampler is looked at only when it is read.
      if (v8.native) unsupervise = superviseSampler(keeper, interval === 'auto');
      if (exactSites !== undefined) unsuperviseExactSites = superviseExactSites(exactSites);
      stopCounting = countRequests();
    },
    stop() {
      unsupervise?.();
      unsuperviseExactSites?.();
      exactSites?.end();
      stopCounting?.();
      external?.uninstall();
      keeper.stop();
    },
  };
}
