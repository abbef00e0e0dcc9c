import { framePhrase, type Note, noteLines, plainPhrase, wrapWords } from '@heaptide/report';
import type { GrowthReport } from '@heaptide/growth';
import type { WhyAnswer } from '@heaptide/why';
import { keeperNotesOf, whyNotes } from './why-notes.js';

/** An answer for a terminal or a log, `width` characters wide: what it comes to, and under it what that rests on. Safe to print. */
export function whyText(answer: WhyAnswer, width: number): string {
  const { state, text, site } = answer;
  const notes: readonly Note[] = [{ label: 'site', text: framePhrase(site) }, ...whyNotes(answer)];
  const lines = [
    ...wrapWords(plainPhrase([`${state}: `, text]), { width, hang: '  ' }),
    ...notes.flatMap((note) => noteLines(note, width)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Of the sites of a report that were asked about, who keeps what they make. Safe to print. */
export function keeperLines({ sites }: Pick<GrowthReport, 'sites'>, width: number): readonly string[] {
  return sites.flatMap((site) => keeperNotesOf(site).flatMap((note) => noteLines(note, width)));
}
