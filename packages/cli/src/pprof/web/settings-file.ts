import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PPROF_OPTIONS, type PprofOptions } from '@heaptide/report/pprof';
import { pprofError } from '../pprof-error.js';

/** Options under a name. */
export interface SavedConfig {
  readonly name: string;
  readonly options: PprofOptions;
}

/** An entry as the file has it; fields that are not known here are kept. */
type Entry = Readonly<Record<string, unknown>> & { readonly name: string };

const MAX_BYTES = 2 ** 20;
const MAX_CONFIGS = 200;
const LONGEST_NAME = 100;
const SAVED = PPROF_OPTIONS.filter(({ transient }) => !transient);

/**
 * The file of named configurations: `{"configs": [{"name", option: value, …}]}`, as google/pprof writes it. What is zero,
 * false or empty is left out of it; options that it does not hold are those of `current`.
 */
export class SettingsFile {
  readonly #path: string;
  /** Edits wait for each other, or one would undo another. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws {HeaptideError} `HT_E_PPROF` when there is a file that cannot be read or makes no sense. */
  async configs(current: PprofOptions): Promise<SavedConfig[]> {
    return (await this.#read()).map((entry) => ({ name: entry.name, options: optionsOf(entry, current) }));
  }

  /** @throws {HeaptideError} `HT_E_PPROF`. */
  save(name: string, options: PprofOptions): Promise<void> {
    return this.#edit((entries) => {
      if (name === '' || name.length > LONGEST_NAME) throw pprofError('invalid config name');
      const entry = entryOf(name, options);
      const at = entries.findIndex((other) => other.name === name);
      if (at !== -1) return entries.with(at, entry);
      if (entries.length >= MAX_CONFIGS)
        throw pprofError(`more than ${MAX_CONFIGS} configs: delete some first`);
      return [...entries, entry];
    });
  }

  /** @throws {HeaptideError} `HT_E_PPROF`. */
  remove(name: string): Promise<void> {
    return this.#edit((entries) => {
      const at = entries.findIndex((entry) => entry.name === name);
      if (at === -1) throw pprofError(`config ${name} not found`);
      return entries.toSpliced(at, 1);
    });
  }

  #edit(change: (entries: readonly Entry[]) => readonly Entry[]): Promise<void> {
    const edit = this.#last.then(async () => this.#write(change(await this.#read())));
    this.#last = edit.catch(() => undefined);
    return edit;
  }

  async #read(): Promise<readonly Entry[]> {
    let text: string;
    try {
      const file = await open(this.#path, 'r');
      try {
        const { size } = await file.stat();
        if (size > MAX_BYTES) throw pprofError(`could not read settings: more than ${MAX_BYTES} bytes`);
        text = await file.readFile('utf8');
      } finally {
        await file.close();
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return [];
      if (code === undefined || code.startsWith('HT_E_')) throw error;
      throw pprofError(`could not read settings: ${message}`, { cause: error });
    }
    return entriesOf(text);
  }

  /** Replaces the file whole or not at all. */
  async #write(entries: readonly Entry[]): Promise<void> {
    const temporary = `${this.#path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
      const mode = await stat(this.#path).then(
        (present) => present.mode & 0o777,
        () => 0o644,
      );
      const file = await open(temporary, 'wx', mode);
      try {
        await file.writeFile(JSON.stringify({ configs: entries }, undefined, 2));
      } finally {
        await file.close();
      }
      await rename(temporary, this.#path);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw pprofError(`failed to write settings: ${(error as Error).message}`, { cause: error });
    }
  }
}

function entriesOf(text: string): readonly Entry[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw pprofError(`could not parse settings: ${(error as Error).message}`, { cause: error });
  }
  const configs = isRecord(parsed) ? (parsed.configs ?? []) : undefined;
  if (!Array.isArray(configs) || !configs.every(isEntry)) {
    throw pprofError('could not parse settings: no list of configs with names');
  }
  return configs;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is Entry {
  return isRecord(value) && typeof value.name === 'string';
}

/** A value of another type than its option's counts as left out. */
function optionsOf(entry: Entry, current: PprofOptions): PprofOptions {
  const read = SAVED.map(({ name, initial, choices }) => {
    const value = entry[name];
    const fits =
      typeof value === typeof initial &&
      (choices === undefined || value === '' || choices.includes(value as string));
    return [name, fits ? value : zeroOf(initial)];
  });
  return { ...current, ...(Object.fromEntries(read) as Partial<PprofOptions>) };
}

function entryOf(name: string, options: PprofOptions): Entry {
  const fields = SAVED.map((option) => [option.name, options[option.name]] as const);
  return { name, ...Object.fromEntries(fields.filter(([, value]) => value !== zeroOf(value))) };
}

function zeroOf(value: string | number | boolean): string | number | boolean {
  return typeof value === 'string' ? '' : typeof value === 'number' ? 0 : false;
}
