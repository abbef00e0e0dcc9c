import { namesSite } from '@heaptide/growth';
import { HeaptideError } from '@heaptide/profile';
import type { SitePlace } from './site-places.js';

const MOST_NAMED = 3;

/** What a person has named. */
export interface NamedSite {
  readonly place: SitePlace;
  /** Functions of that name beside it. */
  readonly others: number;
}

/**
 * The function that a person names as it is printed elsewhere: `function[@file[:line]]`, by its name of the process or of the
 * source. Of several the one that holds most; `undefined` where there is none.
 */
export function findSite(places: readonly SitePlace[], text: string): NamedSite | undefined {
  const named = places.filter(({ shown, asked }) => namesSite(text, shown) || namesSite(text, asked));
  const [place] = named;
  return place === undefined ? undefined : { place, others: named.length - 1 };
}

/** That nothing is named so in the process of that name, and what else there is. */
export function noSuchSite(places: readonly SitePlace[], text: string, name: string): HeaptideError {
  const largest = places.slice(0, MOST_NAMED).map(({ shown }) => siteText(shown));
  const hint = largest.length === 0 ? '' : `; most is held by ${largest.join(', ')}`;
  return new HeaptideError(
    'HT_E_WHY',
    `no function "${text}" allocates in ${name} as it runs now: is it at work?${hint}`,
  );
}

/** The parts of `function[@file[:line]]`. */
export function partsOf(text: string): { readonly name: string; readonly file?: string } {
  const at = text.indexOf('@', 1);
  const name = (at < 0 ? text : text.slice(0, at)).split('.').at(-1)!;
  return at < 0 ? { name } : { name, file: text.slice(at + 1).replace(/:\d+$/, '') };
}

/** As it may be named: `newSession@session.js:13`. */
export function siteText({ function: name, file, line }: SitePlace['shown']): string {
  return `${name}@${file.slice(file.lastIndexOf('/') + 1)}:${line}`;
}
