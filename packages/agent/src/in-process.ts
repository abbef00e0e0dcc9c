/** For programs that read their own heap and need no endpoint: test runners. */
import type { CaptureMetadata, Profile } from '@heaptide/profile/write';
import { setFlagsFromString } from 'node:v8';
import { inliningFlags } from './isolate/exact/inlining-flags.js';
import { readHeap } from './isolate/isolate-reader.js';
import { nodeOptions, processIdentity } from './isolate/process-identity.js';
import { profileIsolate } from './isolate/profile-isolate.js';
import type { LiveSample, SamplingNode, SamplingProfile } from './reading/heap-reading.js';
import { unpackTrees } from './reading/packed-trees.js';
import { profileFromTree } from './reading/profile-from-tree.js';
import { describeCapture } from './worker/describe-capture.js';

export interface InProcessOptions {
  /** Mean bytes between two samples. */
  readonly interval: number;
}

/** A capture with births that was never written. */
export interface InProcessCapture {
  readonly profile: Profile;
  readonly metadata: CaptureMetadata;
}

/** The heap of this thread, sampled. */
export interface InProcessSampler {
  /** Mean bytes between two samples; that of the sampler that was found running, where there was one. */
  readonly interval: number;
  /**
   * Collects all garbage, reads what lives, and hands it to `use` together with counters of work. Left out of all captures
   * is what this or `use` allocates, and what was allocated without a function of the program on the stack: by the test
   * runner's channels, for one.
   */
  readApart<T>(work: Readonly<Record<string, number>>, use: (capture: InProcessCapture) => T): T;
  /** Stops the sampler, if it is ours. */
  stop(): void;
}

const DEPTH = 64;
const WISH = { kind: 'heap', thread: 0, collect: true, births: true } as const;

/**
 * Samples the heap of this thread from now on. From here on V8 inlines nothing in this process, so that what a function
 * allocates is charged to it, unless that has been optimized before. It stays so: other threads may be at it, too, and
 * would take code that is inlined in the middle for a site that has stopped.
 */
export function sampleInProcess({ interval }: InProcessOptions): InProcessSampler {
  const isolate = profileIsolate({ interval, depth: DEPTH, external: false });
  const identity = processIdentity('in-process');
  const { readerOptions, keeper } = isolate;
  for (const flag of inliningFlags(nodeOptions(), process.versions.v8)) setFlagsFromString(`--no-${flag}`);
  isolate.start();
  const read = (work: Readonly<Record<string, number>>): InProcessCapture => {
    readerOptions.collectGarbage();
    const { trees, state, collected } = readHeap(readerOptions, { collected: true, external: false });
    const { interval, clock, clockBase } = state.sampler;
    const counted = { ...state, work };
    const facts = { wish: WISH, collected, identity, cgroup: undefined, interval, clock };
    const { profile, sizes } = unpackTrees(trees);
    const options = {
      program: identity.service,
      interval,
      time: state.time,
      clockBase,
      births: true,
      comments: [],
    };
    const apart = {
      profile: { head: profile.head, samples: samplesOfProgram(OWN, profile) },
      ...(sizes === undefined ? {} : { sizes }),
    };
    return {
      profile: profileFromTree(apart, options),
      metadata: describeCapture({ ...facts, state: counted }),
    };
  };
  function heaptideReadsApart<T>(
    work: Readonly<Record<string, number>>,
    use: (capture: InProcessCapture) => T,
  ): T {
    return use(read(work));
  }
  const OWN = heaptideReadsApart.name;
  return {
    get interval() {
      return keeper.state.interval;
    },
    readApart: heaptideReadsApart,
    stop: () => isolate.stop(),
  };
}

/** The samples that some function of the program had a hand in, but none of that name. */
function samplesOfProgram(own: string, { head, samples }: SamplingProfile): LiveSample[] {
  const nodes = new Set<number>();
  const visit = ({ id, callFrame, children }: SamplingNode, inProgram: boolean): void => {
    if (callFrame.functionName === own) return;
    const { url } = callFrame;
    const isIn = inProgram || (url !== '' && !url.startsWith('node:'));
    if (isIn) nodes.add(id);
    for (const child of children) visit(child, isIn);
  };
  visit(head, false);
  return samples.filter(({ nodeId }) => nodes.has(nodeId));
}
