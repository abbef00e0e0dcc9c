/** A program that a directory may stand for. */
export interface Candidate {
  readonly path: string;
  /** The part of `path` below the directory that was named. */
  readonly below: string;
}

export type ProgramMatch =
  | { readonly kind: 'one'; readonly path: string }
  | { readonly kind: 'several'; readonly paths: readonly string[] }
  | { readonly kind: 'none' };

const PACKAGES = 'node_modules';

/**
 * Which of the candidates, all of one base name, is the program that ran elsewhere as `path`: the one whose path ends in most
 * of the same names; of equals the one of which all that is below the named directory is among them. A file of a package
 * only stands for the same file of that package, and a base name alone is too little, unless it is all there is.
 */
export function matchProgram(path: string, candidates: readonly Candidate[]): ProgramMatch {
  const names = namesOf(path);
  const least = names.length - (names.lastIndexOf(PACKAGES) + 1);
  const isPackaged = names.includes(PACKAGES);
  const fitting = candidates
    .map((candidate) => {
      const shared = sharedNames(names, namesOf(candidate.path));
      return { candidate, shared, isWhole: shared >= namesOf(candidate.below).length };
    })
    .filter(({ candidate, shared, isWhole }) =>
      isPackaged ? shared >= least : (shared > 1 || isWhole) && !namesOf(candidate.below).includes(PACKAGES),
    );
  const most = Math.max(...fitting.map(({ shared }) => shared));
  const best = fitting.filter(({ shared }) => shared === most);
  const whole = best.filter(({ isWhole }) => isWhole);
  const [one, ...others] = whole.length === 1 ? whole : best;
  if (one === undefined) return { kind: 'none' };
  if (others.length === 0) return { kind: 'one', path: one.candidate.path };
  return { kind: 'several', paths: best.map(({ candidate }) => candidate.path) };
}

export function baseNameOf(path: string): string {
  return namesOf(path).at(-1) ?? '';
}

function namesOf(path: string): string[] {
  return path.split(/[\\/]+/).filter((name) => name !== '' && name !== '.');
}

function sharedNames(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[a.length - 1 - shared] === b[b.length - 1 - shared])
    shared++;
  return shared;
}
