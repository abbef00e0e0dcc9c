import type { SiteReport } from '@heaptide/growth';
import type { Note } from '@heaptide/report';
import type { WhyAnswer } from '@heaptide/why';
import { whyOf } from './report-with-why.js';

/** Words of the answer that stand as labels of their own. */
const LABELLED = /^(path|entries): (.*)$/s;

/** All that an answer rests on and leaves open, and what it cost, as notes. */
export function whyNotes(answer: WhyAnswer): readonly Note[] {
  const { details, cost, unknown, next } = answer;
  return withoutRepeats([
    ...details.map(detailNote),
    { label: 'cost', text: [costText(cost)] },
    ...cost.limits.map((limit) => ({ label: 'limits', text: [limit] })),
    ...unknown.map((text) => ({ label: 'unknown', text: [text] })),
    { label: 'next', text: [next] },
  ]);
}

/** The answer about a site, if there is one, as notes under it, which is told of anyway. */
export function keeperNotesOf(site: SiteReport): readonly Note[] {
  const answer = whyOf(site);
  return answer === null ? [] : keeperNotes(answer);
}

function keeperNotes({ text, details, unknown }: WhyAnswer): readonly Note[] {
  return withoutRepeats([
    { label: 'kept by', text: [text] },
    ...details.map(detailNote),
    ...unknown.map((one) => ({ label: 'unknown', text: [one] })),
  ]);
}

function detailNote(text: string): Note {
  const [, label, rest] = LABELLED.exec(text) ?? [];
  return label === undefined ? { label: 'why', text: [text] } : { label, text: [rest!] };
}

/** Under one label several may stand. */
function withoutRepeats(notes: readonly Note[]): readonly Note[] {
  return notes.map((note, i) => (note.label === notes[i - 1]?.label ? { ...note, label: '' } : note));
}

/** `12 stops of 1.2 ms at most, 9.1 ms in all; walk of 18 ms; 2.1 s from beginning to end`. */
export function costText({ pauses, longestPauseMs, pausedMs, walkMs, totalMs }: WhyAnswer['cost']): string {
  const stops = pauses === 1 ? '1 stop' : `${pauses} stops`;
  const paused = pauses === 0 ? 'no stop' : `${stops} of ${longestPauseMs} ms at most, ${pausedMs} ms in all`;
  return `${paused}; walk of ${walkMs} ms; ${(totalMs / 1000).toFixed(1)} s from beginning to end`;
}
