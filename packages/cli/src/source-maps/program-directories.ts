import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { HeaptideError } from '@heaptide/profile';
import { baseNameOf, type Candidate, matchProgram, type ProgramMatch } from './match-program.js';

const PROGRAM_OR_MAP = /\.(?:[cm]?js|[cm]?js\.map)$/;
const MOST_ENTRIES = 200_000;
const DEEPEST = 32;

/** Directories to look for programs in that ran on another machine. Their contents are listed once, when first asked for. */
export class ProgramDirectories {
  readonly #directories: readonly string[];
  #byBaseName: ReadonlyMap<string, readonly Candidate[]> | undefined;
  /** There were more entries than are listed. */
  isCutShort = false;

  /** @throws {HeaptideError} `HT_E_NO_SUCH_FILE`; `HT_E_USAGE` for what is no directory. */
  constructor(directories: readonly string[]) {
    this.#directories = directories.map((directory) => resolve(directory));
    for (const directory of directories) {
      const status = statSync(directory, { throwIfNoEntry: false });
      if (status === undefined) {
        throw new HeaptideError('HT_E_NO_SUCH_FILE', `--source-map-dir: no such directory: ${directory}`);
      }
      if (!status.isDirectory()) {
        throw new HeaptideError(
          'HT_E_USAGE',
          `--source-map-dir takes a directory, which "${directory}" is not`,
        );
      }
    }
  }

  find(path: string): ProgramMatch {
    this.#byBaseName ??= this.#list();
    return matchProgram(path, this.#byBaseName.get(baseNameOf(path)) ?? []);
  }

  /** Whether a file lies in one of the directories, also after following links. */
  holds(path: string): boolean {
    try {
      const real = realpathSync(path);
      return this.#directories.some((directory) => real.startsWith(join(realpathSync(directory), sep)));
    } catch {
      return false;
    }
  }

  #list(): ReadonlyMap<string, readonly Candidate[]> {
    const seen = new Set<string>();
    const byBaseName = new Map<string, Candidate[]>();
    let entries = 0;
    const visit = (root: string, directory: string, depth: number): void => {
      for (const entry of entriesOf(directory)) {
        if (++entries > MOST_ENTRIES || depth > DEEPEST) {
          this.isCutShort = true;
          return;
        }
        const path = join(directory, entry.name);
        if (entry.isDirectory()) {
          if (entry.name !== '.git') visit(root, path, depth + 1);
        } else if (entry.isFile() && PROGRAM_OR_MAP.test(entry.name)) {
          const program = path.replace(/\.map$/, '');
          if (seen.has(program)) continue;
          seen.add(program);
          const name = baseNameOf(program);
          const candidates = byBaseName.get(name) ?? [];
          byBaseName.set(name, candidates);
          candidates.push({ path: program, below: relative(root, program) });
        }
      }
    };
    for (const root of this.#directories) visit(root, root, 1);
    return byBaseName;
  }
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}
