import { longBytes } from '@heaptide/profile';
import { functionWords } from './function-words.js';
import type { Suspect } from './suspect.js';

type Untold = Omit<Suspect, 'text' | 'textWithKeys'>;

/** A suspect in plain words. Hostile text. */
export function tellSuspect(suspect: Untold): Pick<Suspect, 'text' | 'textWithKeys'> {
  const { shown, reached } = suspect.holder;
  return { text: tell(suspect, shown), textWithKeys: tell(suspect, reached) };
}

/** More of a suspect's words. */
export function addWords(
  { text, textWithKeys }: Pick<Suspect, 'text' | 'textWithKeys'>,
  words: string,
): Pick<Suspect, 'text' | 'textWithKeys'> {
  return { text: text + words, textWithKeys: textWithKeys + words };
}

function tell(suspect: Untold, holder: string): string {
  const { severity, isChain, isHung, isCollection, growth } = suspect;
  const size = `${longBytes(suspect.retainedSize)} (${(100 * suspect.share).toFixed(1)} % of the heap)`;
  const pile = isCollection
    ? `${holder} is itself ${size}`
    : isHung
      ? `${holder} holds ${pileWords(suspect)} in a chain, ${size}`
      : isChain
        ? `${holder} is the first of a chain of ${pileWords(suspect)} that hold each other, ${size}`
        : `${holder} holds ${pileWords(suspect)}, ${size}`;
  if (growth === undefined) return pile;
  if (isCollection || growth.arrivals === undefined)
    return `${pile}; by snapshot ${growth.retained.map(longBytes).join(', ')}`;
  const arrivals = growth.arrivals
    .slice(1)
    .map((arrived) => `+${arrived.toLocaleString('en-US')}`)
    .join(', ');
  return severity === 'leak'
    ? `${pile}; from snapshot to snapshot ${arrivals} that are all still there`
    : `${pile}; ${longBytes(growth.newBytes)} of it new`;
}

/** What things are to the function that they are of, in place of their class. */
const OF_FUNCTION = {
  closure: () => 'closures of',
  call: () => 'suspended calls of',
  timer: (leakedClass: string) => `${leakedClass} that call`,
} as const;

/** `12,000 SessionRecord`, `12,000 closures of onData (server.mjs:40)`, `90 Timeout that call poll (app.mjs:7), most of them`. */
function pileWords({ count, leakedClass, function: of }: Untold): string {
  const many = count.toLocaleString('en-US');
  if (of === undefined) return `${many} ${leakedClass}`;
  const things = `${many} ${OF_FUNCTION[of.role](leakedClass)} ${functionWords(of)}`;
  return of.isOfAll ? things : `${things}, most of them`;
}
