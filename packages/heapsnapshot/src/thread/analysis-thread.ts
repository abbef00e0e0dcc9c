import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type ErrorCode, HeaptideError } from '@heaptide/profile';
import { CutSnapshotError } from '../reader/snapshot-error.js';
import type { ThreadJobs } from './thread-jobs.js';
import type { JobAnswer, JobName, JobOrder } from './thread-message.js';

const PROGRAM = new URL('./analysis-thread-main.js', import.meta.url);

type OrderOf<Job extends JobName> = Parameters<ThreadJobs[Job]>;
type ResultOf<Job extends JobName> = Awaited<ReturnType<ThreadJobs[Job]>>;

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A second thread that takes a part in reading and analysing a snapshot. Whoever starts it ends it. */
export class AnalysisThread {
  readonly #worker: Worker;
  readonly #pending: Pending[] = [];
  #failure: Error | undefined;

  private constructor() {
    this.#worker = new Worker(PROGRAM, { stdout: true, stderr: true });
    this.#worker.on('message', (answer: JobAnswer) => this.#take(answer));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the second thread has ended')));
  }

  /** `undefined` where it would not help, for want of a second core, or cannot be, since this runs from sources. */
  static start(): AnalysisThread | undefined {
    return availableParallelism() > 1 && existsSync(fileURLToPath(PROGRAM))
      ? new AnalysisThread()
      : undefined;
  }

  /** Does a job behind those that were asked for before. */
  run<Job extends JobName>(job: Job, ...[order]: OrderOf<Job>): Promise<ResultOf<Job>> {
    const result = new Promise<unknown>((resolve, reject) => {
      if (this.#failure === undefined) this.#pending.push({ resolve, reject });
      else reject(this.#failure);
    });
    this.#worker.postMessage({ job, order } satisfies JobOrder);
    return mayGoUnawaited(result) as Promise<ResultOf<Job>>;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(answer: JobAnswer): void {
    const pending = this.#pending.shift();
    if ('result' in answer) pending?.resolve(answer.result);
    else pending?.reject(errorOf(answer));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#pending.splice(0)) reject(this.#failure);
  }
}

/** Whoever gives up an analysis leaves results behind that will fail once the thread has ended. */
export function mayGoUnawaited<Result>(result: Promise<Result>): Promise<Result> {
  result.catch(() => undefined);
  return result;
}

function errorOf({ failure, code, section }: Extract<JobAnswer, { failure: string }>): Error {
  if (section !== undefined) return new CutSnapshotError(section, failure);
  return code === undefined ? new Error(failure) : new HeaptideError(code as ErrorCode, failure);
}
