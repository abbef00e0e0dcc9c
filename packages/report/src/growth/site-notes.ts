import type { Frame, PartTrait, SiteReport } from '@heaptide/growth';
import { longBytes } from '@heaptide/profile';
import { nearestCallers } from './nearest-frames.js';
import { framePhrase, joinPhrases, type Phrase, placeOf, shortName } from './phrase.js';

/** Something to be said of a site, under one word. */
export interface Note {
  readonly label: string;
  readonly text: Phrase;
}

const MOST_NAMES = 6;

/** All that is to be said of a site beyond its figures. */
export function siteNotes(site: SiteReport, options: { readonly doubt: boolean }): Note[] {
  return [...placeNotes(site), ...reasonNotes(site, options)];
}

/** Where a site is, and what it was called by. */
export function placeNotes(site: SiteReport): Note[] {
  const place = placeOf(site);
  const callers = nearestCallers(site).map(framePhrase);
  return [
    ...(place === '' ? [] : [note('at', [{ name: place }])]),
    ...(callers.length === 0 ? [] : [note('called by', joinPhrases(callers, ' <- '))]),
  ];
}

/** What a verdict rests on, and what it leaves open. With `doubt`, also that inlining blurs the site. */
export function reasonNotes(site: SiteReport, { doubt }: { readonly doubt: boolean }): Note[] {
  const { part, reason, caveat } = site;
  return [
    ...(part === undefined ? [] : [note('part', partPhrase(part))]),
    note('why', [reason]),
    ...(caveat === undefined ? [] : [note('but', [caveat])]),
    ...(doubt && site.uncertainSite ? [note('perhaps', doubtPhrase(site.candidates ?? []))] : []),
  ];
}

export function note(label: string, text: Phrase): Note {
  return { label, text };
}

function partPhrase(part: PartTrait): Phrase {
  switch (part.kind) {
    case 'path':
      return ['only what comes through ', ...names(part.callers, ' <- ')];
    case 'size':
      return [`only objects of about ${longBytes(part.objectBytes)}`];
    case 'callees':
      return ['together with what it calls: ', ...names(part.callees, ', ')];
  }
}

function names(frames: readonly Frame[], between: string): Phrase {
  const shown = joinPhrases(
    frames.slice(0, MOST_NAMES).map((frame) => [{ name: shortName(frame) }]),
    between,
  );
  const more = frames.length - MOST_NAMES;
  return more > 0 ? [...shown, ` and ${more} more`] : shown;
}

function doubtPhrase(candidates: readonly Frame[]): Phrase {
  if (candidates.length === 0) {
    return ['a function that it calls and that was inlined into it: captures with --exact tell'];
  }
  const shown = candidates.slice(0, MOST_NAMES).map(framePhrase);
  const more = candidates.length - MOST_NAMES;
  return [
    ...joinPhrases(shown, ' or '),
    ...(more > 0 ? [` or ${more} more`] : []),
    ', inlined into it: captures with --exact tell which',
  ];
}
