import { singular } from '@heaptide/growth';
import type { Note } from '@heaptide/report';
import type { WhyAnswer } from '@heaptide/targets';

/** A collection that keeps objects of the site. */
export type Holder = NonNullable<WhyAnswer['holder']>;

/** The answer in one short line under one word: `held by  sessions Map, +1.00 per session`. */
export function holderNote({ state, holder, chain, canaries, unit }: WhyAnswer): Note {
  switch (state) {
    case 'held':
      return {
        label: 'held by',
        text: holder === null ? ['what grows'] : [holderName(holder), `, ${growthText(holder, unit?.name)}`],
      };
    case 'chain':
      return {
        label: 'chain',
        text:
          chain === null
            ? ['each keeps the one before it']
            : ['from ', { name: stepName(chain.path.at(-1)) }, ` on, ${chain.times} deep or more`],
      };
    case 'dies': {
      const { caught, alive } = canaries;
      return {
        label: 'dies',
        text: [
          alive === 0 ? `${caught} of ${caught} that were caught are gone` : 'nothing that keeps it grows',
        ],
      };
    }
    case 'alive':
      return {
        label: 'stays',
        text:
          holder === null
            ? ['what keeps it was not reached']
            : ['in ', holderName(holder), ', whose oldest entries leave'],
      };
    case 'not-called':
      return { label: 'asked', text: ['nothing called it meanwhile'] };
  }
}

/** `+1.00 per session`, or by time where no work was counted; `or more` where not all at that path were. */
export function growthText({ perUnit, perSecond, isWhole }: Holder, unit: string | undefined): string {
  const more = isWhole ? '' : ' or more';
  if (perUnit !== undefined && unit !== undefined) return `${signed(perUnit)} per ${singular(unit)}${more}`;
  return `${signed(perSecond)} per second${more}`;
}

function holderName({ name, class: kind }: Holder) {
  return { name: `${name} ${kind}`.trim() };
}

function stepName(step: Holder['path'][number] | undefined): string {
  return step === undefined ? 'its root' : `${step.label.replace(/^\./, '')} ${step.class}`.trim();
}

function signed(value: number): string {
  const text = value.toFixed(Math.abs(value) < 10 ? 2 : 0);
  return value < 0 ? text : `+${text}`;
}
