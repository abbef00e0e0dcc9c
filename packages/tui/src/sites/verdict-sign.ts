import type { Verdict } from '@heaptide/growth';
import type { Tone } from '../drawing/drawing-style.js';

export interface VerdictSign {
  /** Two cells. */
  readonly sign: string;
  readonly word: string;
  readonly tone: Tone;
  /** What the word means, for the help page. */
  readonly meaning: string;
}

/** Every verdict in sign, word and colour, in this order of weight. */
export const VERDICT_SIGNS: Readonly<Record<Verdict, VerdictSign>> = {
  leak: {
    sign: '!!',
    word: 'LEAK',
    tone: 'alarm',
    meaning: 'survivors keep coming, none of the old ones die',
  },
  backlog: {
    sign: '!!',
    word: 'BACKLOG',
    tone: 'alarm',
    meaning: 'a queue that fills faster than it empties',
  },
  growing: {
    sign: ' !',
    word: 'GROWING',
    tone: 'warning',
    meaning: 'grows, but the evidence is not enough yet',
  },
  bounded: {
    sign: ' =',
    word: 'BOUNDED',
    tone: 'plain',
    meaning: 'grew and turns over now, as a full cache does',
  },
  flat: { sign: '  ', word: 'FLAT', tone: 'plain', meaning: 'no change beyond the sampling error' },
  shrinking: { sign: ' -', word: 'SHRINKING', tone: 'good', meaning: 'gets smaller' },
  new: { sign: ' *', word: 'NEW', tone: 'accent', meaning: 'too young to judge' },
};

/** Findings, and what grows. */
export function isSuspect(verdict: Verdict): boolean {
  return isFinding(verdict) || verdict === 'growing';
}

export function isFinding(verdict: Verdict): boolean {
  return verdict === 'leak' || verdict === 'backlog';
}
