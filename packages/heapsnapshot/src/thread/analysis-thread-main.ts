// The second thread of an analysis: does one job after the other.
import { parentPort } from 'node:worker_threads';
import { HeaptideError } from '@heaptide/profile';
import { CutSnapshotError } from '../reader/snapshot-error.js';
import { ThreadJobs } from './thread-jobs.js';
import type { JobAnswer, JobName, JobOrder } from './thread-message.js';

const jobs = new ThreadJobs() as unknown as Readonly<Record<JobName, (order: unknown) => unknown>>;
let last: Promise<void> = Promise.resolve();

parentPort!.on('message', (message: JobOrder) => {
  last = last.then(async () => parentPort!.postMessage(await answerTo(message)));
});

async function answerTo({ job, order }: JobOrder): Promise<JobAnswer> {
  try {
    return { result: await jobs[job](order) };
  } catch (error) {
    return {
      failure: error instanceof Error ? error.message : String(error),
      code: error instanceof HeaptideError ? error.code : undefined,
      section: error instanceof CutSnapshotError ? error.section : undefined,
    };
  }
}
