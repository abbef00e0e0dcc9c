import { WHY_LIMITS, type WhyLimits } from '@heaptide/why';

/** Limits for a machine that runs other tests meanwhile: what is waited for a core counts as spent. */
export const SLOW_MACHINE: Partial<WhyLimits> = {
  pauseMs: WHY_LIMITS.pauseMs * 10,
  walkMs: WHY_LIMITS.walkMs * 10,
};
