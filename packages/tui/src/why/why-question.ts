import { safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { named, words } from '../drawing/line-pieces.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import type { Question } from '../screen/question.js';
import { functionName } from '../sites/site-names.js';
import { isSuspect, VERDICT_SIGNS } from '../sites/verdict-sign.js';
import type { AskableSite } from './site-answer.js';

/** What a question may cost, as its limits have it and as it was measured; the first that there is room for is told. */
const COSTS = [
  'breakpoints at it for a dozen calls, under 1 ms each; a walk of half a second at most in slices of 4 ms; 4 to 15 MB; 2 to 4 s',
  'a dozen calls stopped under 1 ms each, a walk of 0.5 s at most, 4 to 15 MB, 2 to 4 s',
  '12 calls stopped <1 ms each, walk <0.5 s, 4-15 MB, 2-4 s',
  '12 stops <1 ms, walk <0.5 s, 4-15 MB, 2-4 s',
  '12 stops <1 ms, 4-15 MB, 2-4 s',
];
const LONGEST_NAME = 32;

/** Asks whether to ask who keeps what a site makes. Of a site that does not grow it says so. */
export function whyQuestion(site: AskableSite, { ascii, ellipsis }: DrawingStyle): Question {
  const name = measure(safeText(functionName(site.place.function), { ascii, limit: 200 }));
  const short = shortenName(name, { width: LONGEST_NAME, ellipsis });
  const before = isSuspect(site.verdict) ? '' : `${VERDICT_SIGNS[site.verdict].word}; `;
  const text = measure(safeText(`${before}who keeps what ${short.text} makes?`));
  return {
    act: 'why',
    site,
    wordings: [
      ...COSTS.slice(0, 2).map((cost) => ({ text: named(text, 'warning'), cost: words(cost) })),
      ...COSTS.slice(2).map((cost) => ({
        text: words(`${before}who keeps it?`, 'warning'),
        cost: words(cost),
      })),
    ],
  };
}
