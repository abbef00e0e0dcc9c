import type { WhyAnswer } from '@heaptide/why';
import { readFileSync } from 'node:fs';
import type { MemoryCgroup } from '../support/memory-cgroup.js';
import { askKeeper, putLoadOn, siteQuery, startKeeper, toldBy } from './question.js';

const FULL = 105e6;
const MOST_FILLING = 2000;

/** A question to a process that has filled its pod. */
export interface PodQuestion {
  readonly answer: WhyAnswer;
  /** Resident memory at its most, bytes: by the time of the question, and after it. */
  readonly peakBefore: number;
  readonly peak: number;
  /** Milliseconds. */
  readonly took: number;
}

/** Has programs/session-keeper.mjs fill 105 MB, and asks it while it leaks sessions under load. */
export async function askInPod({
  cgroup,
  node,
}: {
  readonly cgroup: MemoryCgroup;
  readonly node: string;
}): Promise<PodQuestion> {
  const nodeArgs = [...cgroup.nodeArgs, '--max-semi-space-size=2'];
  const bench = await startKeeper({ node, nodeArgs });
  const { program } = bench;
  try {
    const status = (name: string): number => {
      const text = readFileSync(`/proc/${program.pid}/status`, 'utf8');
      return 1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)![1]);
    };
    for (let i = 0; i < MOST_FILLING && status('VmRSS') < FULL; i++) await toldBy(program.url, '/fill?n=100');
    const load = putLoadOn(program.url, '/open?n=5');
    try {
      const peakBefore = status('VmHWM');
      const begin = performance.now();
      const answer = await askKeeper(bench, siteQuery('newSession'));
      return { answer, peakBefore, peak: status('VmHWM'), took: performance.now() - begin };
    } finally {
      await load.end();
    }
  } finally {
    await program.stop();
  }
}
