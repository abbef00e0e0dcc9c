import { longBytes } from '@heaptide/profile';
import type { Suspect } from './suspect.js';

/** A suspect in plain words. Hostile text. */
export function tellSuspect(suspect: Omit<Suspect, 'text'>): string {
  const { severity, holder, leakedClass, isChain, isCollection, growth } = suspect;
  const count = suspect.count.toLocaleString('en-US');
  const size = `${longBytes(suspect.retainedSize)} (${(100 * suspect.share).toFixed(1)} % of the heap)`;
  const pile = isCollection
    ? `${holder.reached} is itself ${size}`
    : isChain
      ? `${holder.reached} is the first of a chain of ${count} ${leakedClass} that hold each other, ${size}`
      : `${holder.reached} holds ${count} ${leakedClass}, ${size}`;
  if (growth === undefined) return pile;
  if (isCollection) return `${pile}; by snapshot ${growth.retained.map(longBytes).join(', ')}`;
  const arrivals = growth.arrivals
    .slice(1)
    .map((arrived) => `+${arrived.toLocaleString('en-US')}`)
    .join(', ');
  return severity === 'leak'
    ? `${pile}; from snapshot to snapshot ${arrivals} that are all still there`
    : `${pile}; ${longBytes(growth.newBytes)} of it new`;
}
