import type { RowOrder, SortColumn } from '../sites/row-order.js';

/** What a person can ask for in words. */
export type SpokenCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'status' }
  /** Absent: as many as usual. */
  | { readonly kind: 'list'; readonly most?: number }
  /** By its number in the last list. */
  | { readonly kind: 'show'; readonly number: number }
  | { readonly kind: 'sort'; readonly order: RowOrder }
  | { readonly kind: 'filter'; readonly text: string }
  | { readonly kind: 'baseline'; readonly drop: boolean }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'capture' }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' }
  | { readonly kind: 'quit' }
  /** With a sentence of ours that says what would be understood. */
  | { readonly kind: 'misunderstood'; readonly advice: string };

/** By what `sort` sorts, as it is said. */
export const SORT_WORDS: Readonly<Record<string, SortColumn>> = {
  findings: 'findings',
  growth: 'growth',
  'per unit': 'perUnit',
  'in use': 'inuse',
  name: 'site',
};

const SIMPLE: Readonly<Record<string, SpokenCommand>> = {
  '': { kind: 'status' },
  status: { kind: 'status' },
  help: { kind: 'help' },
  '?': { kind: 'help' },
  pause: { kind: 'pause' },
  resume: { kind: 'resume' },
  capture: { kind: 'capture' },
  yes: { kind: 'yes' },
  no: { kind: 'no' },
  quit: { kind: 'quit' },
  exit: { kind: 'quit' },
};

const SHOW_ADVICE = 'Say show and a number from the list, such as show 1.';
const MOST_LISTED = 1000;

/** One typed line. Case and spaces around do not matter; of a filter the text is kept as it is. */
export function parseSpokenCommand(line: string): SpokenCommand {
  const [, typed = '', argument = ''] = /^\s*(\S*)\s*(.*?)\s*$/su.exec(line)!;
  const word = typed.toLowerCase();
  switch (word) {
    case 'list':
      return list(argument);
    case 'show':
      return show(argument);
    case 'sort':
      return sort(argument);
    case 'filter':
      return { kind: 'filter', text: argument };
    case 'baseline':
      return baseline(argument);
  }
  const simple = Object.hasOwn(SIMPLE, word) ? SIMPLE[word] : undefined;
  if (simple === undefined) {
    return { kind: 'misunderstood', advice: 'That is no command. Say help to hear what there is.' };
  }
  if (argument === '') return simple;
  return { kind: 'misunderstood', advice: `Say ${word} alone.` };
}

function list(argument: string): SpokenCommand {
  if (argument === '') return { kind: 'list' };
  const most = wholeNumber(argument);
  if (most === undefined) return { kind: 'misunderstood', advice: 'Say list, or list and a number from 1.' };
  return { kind: 'list', most: Math.min(most, MOST_LISTED) };
}

function show(argument: string): SpokenCommand {
  const number = wholeNumber(argument);
  return number === undefined ? { kind: 'misunderstood', advice: SHOW_ADVICE } : { kind: 'show', number };
}

function sort(argument: string): SpokenCommand {
  const [, words = '', reversed] = /^(.*?)(\s+reversed)?$/su.exec(argument.toLowerCase())!;
  const name = words.replace(/\s+/g, ' ');
  const column = Object.hasOwn(SORT_WORDS, name) ? SORT_WORDS[name] : undefined;
  if (column !== undefined) {
    return { kind: 'sort', order: { column, reversed: reversed !== undefined } };
  }
  const choices = Object.keys(SORT_WORDS).join(', ');
  return {
    kind: 'misunderstood',
    advice: `Say sort and one of: ${choices}. Add reversed for the other direction.`,
  };
}

function baseline(argument: string): SpokenCommand {
  if (argument === '') return { kind: 'baseline', drop: false };
  if (argument.toLowerCase() === 'off') return { kind: 'baseline', drop: true };
  return { kind: 'misunderstood', advice: 'Say baseline, or baseline off.' };
}

function wholeNumber(text: string): number | undefined {
  if (!/^\d{1,9}$/.test(text)) return undefined;
  const number = Number(text);
  return number > 0 ? number : undefined;
}
