import type { Suspect } from './suspect.js';

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A suspect in plain words. Hostile text. */
export function tellSuspect(suspect: Omit<Suspect, 'text'>): string {
  const { severity, holder, leakedClass, isChain, isCollection, growth } = suspect;
  const count = suspect.count.toLocaleString('en-US');
  const size = `${tellSize(suspect.retainedSize)} (${(100 * suspect.share).toFixed(1)} % of the heap)`;
  const pile = isCollection
    ? `${holder.reached} is itself ${size}`
    : isChain
      ? `${holder.reached} is the first of a chain of ${count} ${leakedClass} that hold each other, ${size}`
      : `${holder.reached} holds ${count} ${leakedClass}, ${size}`;
  if (growth === undefined) return pile;
  if (isCollection) return `${pile}; by snapshot ${growth.retained.map(tellSize).join(', ')}`;
  const arrivals = growth.arrivals
    .slice(1)
    .map((arrived) => `+${arrived.toLocaleString('en-US')}`)
    .join(', ');
  return severity === 'leak'
    ? `${pile}; from snapshot to snapshot ${arrivals} that are all still there`
    : `${pile}; ${tellSize(growth.newBytes)} of it new`;
}

/** Bytes as text: `1.5 MiB`. */
export function tellSize(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]!}`;
}
