import type { WhyAnswer } from '@heaptide/targets';
import type { Tone } from '../drawing/drawing-style.js';

export interface WhySign {
  /** One cell: the mark in the row of the site. */
  readonly sign: string;
  readonly word: string;
  readonly tone: Tone;
  /** What the word means, for the help page. */
  readonly meaning: string;
}

/** Every answer to who keeps it in sign, word and colour. */
export const WHY_SIGNS: Readonly<Record<WhyAnswer['state'], WhySign>> = {
  held: { sign: '@', word: 'HELD', tone: 'alarm', meaning: 'held by what grows' },
  chain: { sign: '&', word: 'CHAIN', tone: 'alarm', meaning: 'a chain that grows' },
  dies: { sign: 'x', word: 'DIES', tone: 'good', meaning: 'dies, no leak' },
  alive: { sign: '?', word: 'STAYS', tone: 'warning', meaning: 'stays, holder unknown' },
  'not-called': { sign: '0', word: 'NOT CALLED', tone: 'plain', meaning: 'was not called' },
};
