import type { HeaptideError } from '@heaptide/profile';

const MOST_LINES = 3;

export interface NoteOptions {
  /** Say also how much was mapped. */
  readonly verbose: boolean;
  /** Not all of the directories was listed. */
  readonly isCutShort: boolean;
}

/** Counts what a mapper meets, and tells it in a few lines however much there was. */
export class MappingNotes {
  #found = 0;
  #known = 0;
  #unknown = 0;
  readonly #missing: string[] = [];
  readonly #unusable: string[] = [];
  readonly #ambiguous: string[] = [];

  /** A map was read. */
  found(): void {
    this.#found++;
  }

  /** A place in a program that has a map. */
  place(isKnown: boolean): void {
    if (isKnown) this.#known++;
    else this.#unknown++;
  }

  /** A program has no map. */
  missing(path: string): void {
    this.#missing.push(path);
  }

  /** A program's map does not hold. */
  unusable(path: string, { code, message }: HeaptideError): void {
    this.#unusable.push(`the source map of ${path} is passed over: ${message} (${code})`);
  }

  /** Several programs may be the one of the profile. */
  ambiguous(path: string, candidates: readonly string[]): void {
    this.#ambiguous.push(`${path} may be ${candidates.slice(0, MOST_LINES).join(' or ')}: none is taken`);
  }

  lines({ verbose, isCutShort }: NoteOptions): string[] {
    const lines = [...few(this.#unusable), ...few(this.#ambiguous)];
    if (isCutShort) lines.push('the directories hold too many files; not all were looked at');
    const summary = this.#summary(verbose);
    if (summary !== undefined) lines.push(summary);
    return lines.map((line) => `--source-maps: ${line}`);
  }

  #summary(verbose: boolean): string | undefined {
    const missing = this.#missing.length;
    const isToldAlready = this.#unusable.length > 0 && missing === 0;
    const without = missing === 0 ? '' : `no map found for ${files(missing)}, first: ${this.#missing[0]!}`;
    if (this.#found === 0) {
      if (isToldAlready) return undefined;
      return without === '' ? 'the profile names no file that may have a map' : without;
    }
    if (this.#known === 0) {
      return `${files(this.#found)} with maps, but these know no place of the profile: are they of the same build?`;
    }
    if (!verbose) return undefined;
    const unknown = this.#unknown === 0 ? '' : `, ${this.#unknown} not`;
    const mapped = `mapped ${this.#known} places of ${files(this.#found)}${unknown}`;
    return without === '' ? mapped : `${mapped}; ${without}`;
  }
}

function few(lines: readonly string[]): string[] {
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `and ${more} more such files`] : [...lines];
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}
