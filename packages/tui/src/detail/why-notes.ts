import type { ExpectedPeak, Frame, SiteReport } from '@heaptide/growth';
import { longBytes, type Name, type Note, type Phrase, reasonNotes } from '@heaptide/report';
import { fullPlace, functionName } from '../sites/site-names.js';
import { holderNote } from '../why/holder-note.js';
import type { DetailModel } from './detail-model.js';

/** Something to be said of a site, and the function that it is about, which can be followed. */
export interface DetailNote extends Note {
  readonly frame?: Frame;
}

const MOST_FRAMES = 6;

/** Why the verdict is what it is, and what it leaves open. */
export function whyNotes({ site, companions, answer }: DetailModel): readonly DetailNote[] {
  if (site === undefined) {
    const text = 'allocates nothing itself that is watched: what is kept is judged where it is allocated';
    return [{ label: 'why', text: [text] }];
  }
  return [
    ...(answer === undefined ? [] : [holderNote(answer)]),
    ...reasonNotes(site, { doubt: false }),
    ...doubtNotes(site),
    ...(site.expected === undefined ? [] : [{ label: 'expected', text: [expectedText(site.expected)] }]),
    ...(site.retracted ? [{ label: 'note', text: ['was a finding earlier, and was withdrawn since'] }] : []),
    ...frameNotes(companions, (frame) => ({
      label: 'with',
      text: [name(frame), ' grows in lock-step: one leak at several sites, counted once'],
    })),
  ];
}

function doubtNotes({ uncertainSite, candidates = [] }: SiteReport): readonly DetailNote[] {
  if (!uncertainSite) return [];
  if (candidates.length === 0) {
    return [{ label: 'perhaps', text: ['a function that it calls and that was inlined into it'] }];
  }
  return frameNotes(candidates, (frame) => ({
    label: 'perhaps',
    text: [name(frame), ' (', { name: fullPlace(frame) }, '), inlined into it'],
  }));
}

function frameNotes(
  frames: readonly Frame[],
  noteOf: (frame: Frame) => { readonly label: string; readonly text: Phrase },
): readonly DetailNote[] {
  const shown = frames.slice(0, MOST_FRAMES).map((frame) => ({ ...noteOf(frame), frame }));
  const more = frames.length - shown.length;
  return more > 0 ? [...shown, { label: '', text: [`and ${more} more`] }] : shown;
}

function name(frame: Frame): Name {
  return { name: functionName(frame.function) };
}

function expectedText({ bytes, process, holds }: ExpectedPeak): string {
  const peak = `as you expect it, this levels off at ${longBytes(bytes)}`;
  const whole =
    process === undefined
      ? ''
      : `, the process then at ${longBytes(process.bytes)} of ${longBytes(process.limit)}`;
  return `${peak}${whole}: ${holds ? 'holds so far' : 'does not hold'}`;
}
