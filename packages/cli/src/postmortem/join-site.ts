import type { Frame } from '@heaptide/growth';
import type { AccusedSite } from '@heaptide/report/postmortem';
import { isSameFile } from './same-file.js';

/** How a class is tied to a site; the best first. */
export type Join = NonNullable<AccusedSite['join']>;

const BEST_FIRST: readonly Join[] = ['constructor', 'call-path', 'function-name', 'same-file'];

/** Whether a tie proves that both mean the same; one file may allocate many things. */
export function isProof(join: Join | undefined): boolean {
  return join !== undefined && join !== 'same-file';
}

/** The class that piles up, as far as captures can know it. */
export interface NamedClass {
  readonly leakedClass: string;
  /** Where it is declared; line and column count from 1. */
  readonly declaredAt?: Frame | undefined;
}

/** A site as far as it takes to tie a class to it. */
export type PathSite = Frame & {
  readonly path: readonly Frame[];
  /** Whether functions that it calls may have been inlined into it. */
  readonly uncertainSite?: boolean;
};

export interface JoinedSite<S extends PathSite> {
  readonly site: S;
  readonly join: Join;
}

/**
 * The first of `sites` that is tied most closely to a class: by the script and the line that both stand in, else by a name
 * that both bear. `undefined` where none is.
 */
export function joinSite<S extends PathSite>(
  sites: readonly S[],
  named: NamedClass,
): JoinedSite<S> | undefined {
  for (const join of BEST_FIRST) {
    const site = sites.find((one) => holds(join, one, named));
    if (site !== undefined) return { site, join };
  }
  return undefined;
}

function holds(join: Join, site: PathSite, { leakedClass, declaredAt }: NamedClass): boolean {
  switch (join) {
    case 'constructor':
      return declaredAt !== undefined && isSamePlace(site, declaredAt);
    case 'call-path':
      return declaredAt !== undefined && site.path.some((frame) => isSamePlace(frame, declaredAt));
    case 'function-name':
      return [site, ...site.path].some(({ function: name }) => lastName(name) === leakedClass);
    case 'same-file':
      return (
        declaredAt !== undefined && site.uncertainSite === true && isSameFile(site.file, declaredAt.file)
      );
  }
}

function isSamePlace(frame: Frame, { file, line, column }: Frame): boolean {
  if (frame.line !== line || !isSameFile(frame.file, file)) return false;
  // Functions of one line, as in a bundle, are told apart by the column alone.
  return frame.column <= 0 || column <= 0 || frame.column === column;
}

/** `Session` for `new Session` and `app.Session`. */
function lastName(name: string): string {
  return /[\w$]+$/.exec(name)?.[0] ?? name;
}
