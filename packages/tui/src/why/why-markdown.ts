import { markdownPhrase, safeText } from '@heaptide/report';
import type { WhyAnswer } from '@heaptide/targets';
import type { FunctionPlace } from '../engine/watch-engine.js';
import { fullPlace, functionName } from '../sites/site-names.js';
import { fencedBlock } from '../takeaway/fenced-block.js';
import { holderNote } from './holder-note.js';
import { pathSteps, type ShownStep } from './path-steps.js';
import { whyParts } from './why-parts.js';

const LONGEST_STEP = 200;

/** The answer as a comment on GitHub. Nothing that the process names is markup, mentions anybody or refers to anything. */
export function whyMarkdown(answer: WhyAnswer, place: FunctionPlace): string {
  const { label, text } = holderNote(answer);
  const steps = pathSteps(answer);
  return [
    `### ${markdownPhrase(['heaptide why: ', { name: functionName(place.function) }, `: ${label} `, ...text])}`,
    `**${markdownPhrase([answer.text])}**`,
    markdownPhrase([
      'at ',
      { name: fullPlace({ column: 0, ...place }) },
      `, asked ${answer.time}, Node.js ${answer.nodeVersion}`,
    ]),
    ...(steps.length === 0 ? [] : [fencedBlock(steps.map(stepText), '')]),
    ...whyParts(answer).map(({ title, lines }) =>
      [
        `${title.charAt(0)}${title.slice(1).toLowerCase()}:`,
        '',
        ...lines.map((line) => `- ${markdownPhrase([line])}`),
      ].join('\n'),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function stepText({ name, class: kind, remark, isHolder }: ShownStep, depth: number): string {
  const text = safeText(kind === '' ? name : `${name} ${kind}`, { limit: LONGEST_STEP });
  const told = remark === '' ? '' : `   ${safeText(remark, { limit: LONGEST_STEP })}`;
  return `${'  '.repeat(depth)}${depth === 0 ? '' : '› '}${text}${isHolder ? ' @' : ''}${told}`;
}
