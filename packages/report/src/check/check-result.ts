import type { Frame, GrowthReport, SiteReport } from '@heaptide/growth';

/** `inconclusive`: nothing was found and health was not shown either. */
export type CheckOutcome = 'passed' | 'failed' | 'inconclusive';

/** A site that may grow, as a budget file names it. */
export interface AllowedSite {
  /** `function`, `function@file` or `function@file:line`. */
  readonly site: string;
  readonly reason: string;
  /** More than that, beyond what sampling can make up, is not allowed. */
  readonly maxBytesPerUnit?: number;
  /** Last day of the allowance, `YYYY-MM-DD`, in UTC. */
  readonly until?: string;
}

/** A confirmed finding of a check. */
export interface CheckFinding {
  /** How a budget file would name it: `newSession@src/session.js`. */
  readonly key: string;
  readonly site: SiteReport;
  /** The frame nearest to the allocation that is code of the project, its file relative to the project. */
  readonly place?: Frame;
  /** Who keeps what the site makes, in one sentence, where that was asked. */
  readonly keeper?: string;
  /** Why it does not fail the check. */
  readonly allowedBy?: AllowedSite;
  /** Why an allowance that names it does not hold. */
  readonly objection?: string;
}

/** All that a check has to say; the document of schema `heaptide.check/1`. */
export interface CheckResult {
  readonly schema: 'heaptide.check/1';
  readonly outcome: CheckOutcome;
  /** Whether `inconclusive` was declared good enough. */
  readonly inconclusiveAllowed: boolean;
  /** The program and its arguments. */
  readonly program: readonly string[];
  readonly work: string;
  /** Rounds of work that were measured, and those before. */
  readonly rounds: number;
  readonly warmup: number;
  readonly seconds: number;
  /** Mean bytes between two samples. */
  readonly interval: number;
  readonly exactSites: boolean;
  /** The program was seen to do something: without that it is healthy in no other way than a stopped clock is right. */
  readonly worked: boolean;
  /** Not allowed first, each part in the order of the growth report. */
  readonly findings: readonly CheckFinding[];
  /** Allowances that no finding used. */
  readonly unused: readonly AllowedSite[];
  readonly growth: GrowthReport;
}

/** The findings that fail the check. */
export function failuresOf({ findings }: CheckResult): readonly CheckFinding[] {
  return findings.filter(({ allowedBy }) => allowedBy === undefined);
}
