/** Captures before the rule in @heaptide/growth gives its first verdict. */
export const CAPTURES_FOR_VERDICT = 8;
