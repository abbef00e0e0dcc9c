import type { ThreadJobs } from './thread-jobs.js';

export type JobName = keyof ThreadJobs;

/** Of the job that is meant, `order` being what it is called with. */
export interface JobOrder {
  readonly job: JobName;
  readonly order: unknown;
}

/** Jobs are done, and answered, in the order in which they were asked for. */
export type JobAnswer =
  | { readonly result: unknown }
  /** `code`: of a `HeaptideError`; `section`: where a file ends too soon. */
  | { readonly failure: string; readonly code: string | undefined; readonly section: string | undefined };
