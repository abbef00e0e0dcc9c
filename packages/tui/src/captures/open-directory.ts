import { join, resolve } from 'node:path';
import { type Capture, type CaptureMetadata, decodeCapture, HeaptideError } from '@heaptide/targets';
import type { CaptureEntry } from '../engine/capture-entry.js';
import { CaptureDirectory, MOST_CAPTURE_BYTES } from './capture-directory.js';
import { CaptureShelf, type CaptureShelfOptions } from './capture-shelf.js';
import { countSites } from './count-sites.js';
import { LeftOut } from './left-out.js';
import { LifeNumbers } from './life-numbers.js';
import { type CaptureFile, listCaptureFiles } from './list-capture-files.js';
import { type InflatedFile, readInflated } from './read-inflated.js';

export interface OpenDirectoryOptions extends Omit<CaptureShelfOptions, 'store'> {
  readonly directory: string;
  /** Given every capture in order of time, also those that the shelf does not keep; waited for before the next is read. */
  readonly onCapture?: (capture: Capture, entry: CaptureEntry) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

export interface OpenedSeries {
  readonly shelf: CaptureShelf;
  /** What is not shown, and why; raw text. */
  readonly notes: readonly string[];
}

type KnownCapture = Capture & { readonly metadata: CaptureMetadata };

interface ReadFile {
  readonly capture: KnownCapture;
  readonly size: number;
}

/** Files that are looked at; a series of more is not looked at as a whole. */
const MOST_FILES = 2000;

/**
 * The captures of a directory as a shelf, and the marks that a watch left beside them. Reads and decodes each file once, save
 * those whose names do not tell when they were taken; holds one at a time.
 * @throws {HeaptideError} `HT_E_NO_SUCH_FILE` and `HT_E_UNREADABLE` for the directory, `HT_E_NO_CAPTURES` for one without
 * any, why the first could not be read where none could, and what `signal` aborts with.
 */
export async function openDirectory(options: OpenDirectoryOptions): Promise<OpenedSeries> {
  const { onCapture, signal } = options;
  const directory = resolve(options.directory);
  const { files, passedOver } = await listCaptureFiles(directory, { most: MOST_FILES, signal });
  if (files.length === 0) {
    throw new HeaptideError('HT_E_NO_CAPTURES', `${options.directory} holds no captures (*.pb.gz)`);
  }
  const store = await CaptureDirectory.open({ directory, onProblem: options.onProblem ?? (() => undefined) });
  const shelf = new CaptureShelf({ ...options, store });
  const leftOut = new LeftOut();
  const reader = new FileReader(directory, leftOut);
  const lives = new LifeNumbers();
  let latest = -Infinity;
  let unmarked = 0;
  const names = await inOrder(files, reader, signal);
  for (const [index, name] of names.entries()) {
    signal?.throwIfAborted();
    const read = await reader.read(name, names[index + 1]);
    if (read === undefined) continue;
    const { capture, size } = read;
    const { metadata } = capture;
    const time = Date.parse(metadata.time);
    if (time < latest) {
      leftOut.add(name, 'HT_E_MIXED_SERIES', 'its name tells another time than it was taken at');
      continue;
    }
    latest = time;
    const { baseline, ...mark } = store.marks.get(name);
    const life = lives.of(metadata);
    const entry = shelf.adopt({
      metadata,
      life,
      size,
      sites: countSites(capture),
      ...mark,
      isBaseline: baseline,
    });
    store.adopt(entry.number, name);
    if (entry.pinned !== mark.pinned || (entry.note === '') !== (mark.note === '')) unmarked++;
    await onCapture?.(capture, entry);
  }
  if (shelf.entries().length === 0) throw leftOut.error()!;
  return { shelf, notes: [...notesOf({ passedOver, unmarked, shelf, store }), ...leftOut.notes()] };
}

/** Names of the files by the time of their captures; those whose names do not tell it are read for it. */
async function inOrder(
  files: readonly CaptureFile[],
  reader: FileReader,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const dated: { readonly name: string; readonly moment: number }[] = [];
  for (const { name, moment } of files) {
    signal?.throwIfAborted();
    if (moment !== undefined) dated.push({ name, moment });
    else {
      const time = (await reader.read(name, undefined))?.capture.metadata.time;
      if (time !== undefined) dated.push({ name, moment: Date.parse(time) });
    }
  }
  return dated.sort((a, b) => a.moment - b.moment).map(({ name }) => name);
}

/** Reads captures, and puts down which files are none that can be shown. */
class FileReader {
  readonly #directory: string;
  readonly #leftOut: LeftOut;
  #ahead: { readonly name: string; readonly file: Promise<InflatedFile> } | undefined;

  constructor(directory: string, leftOut: LeftOut) {
    this.#directory = directory;
    this.#leftOut = leftOut;
  }

  /** The capture in the file `name`; meanwhile `next` is fetched. */
  async read(name: string, next: string | undefined): Promise<ReadFile | undefined> {
    const fetched = this.#ahead?.name === name ? this.#ahead.file : this.#fetch(name);
    try {
      const { bytes, size } = await fetched;
      this.#ahead = next === undefined ? undefined : { name: next, file: this.#fetch(next) };
      const capture = await decodeCapture(name, bytes);
      if (!hasMetadata(capture)) {
        throw new HeaptideError('HT_E_NO_METADATA', 'it was written by another tool');
      }
      if (capture.metadata.kind === 'external') {
        throw new HeaptideError('HT_E_MIXED_SERIES', 'it is of external memory alone');
      }
      if (!isHeapProfile(capture)) throw new HeaptideError('HT_E_NO_SUCH_TYPE', 'it is no heap profile');
      return { capture, size };
    } catch (error) {
      if (!(error instanceof HeaptideError)) throw error;
      const why = error.message
        .replace(`${name}: `, '')
        .replace(`${join(this.#directory, name)} is`, 'it is');
      this.#leftOut.add(name, error.code, why);
      return undefined;
    }
  }

  #fetch(name: string): Promise<InflatedFile> {
    const file = readInflated(join(this.#directory, name), MOST_CAPTURE_BYTES);
    // It may be that nobody asks for it any more.
    file.catch(() => undefined);
    return file;
  }
}

function hasMetadata(capture: Capture): capture is KnownCapture {
  return capture.metadata !== undefined;
}

function notesOf({
  passedOver,
  unmarked,
  shelf,
  store,
}: {
  readonly passedOver: number;
  readonly unmarked: number;
  readonly shelf: CaptureShelf;
  readonly store: CaptureDirectory;
}): string[] {
  return [
    ...(passedOver > 0 ? [`${passedOver} older files are left out: the newest ${MOST_FILES} are shown`] : []),
    ...(store.marks.defect === undefined ? [] : [store.marks.defect]),
    ...(unmarked > 0
      ? [`${unmarked} marks are not shown: at most ${shelf.mostMarked} captures can be marked`]
      : []),
  ];
}

function isHeapProfile({ profile: { sampleTypes } }: Capture): boolean {
  return ['inuse_space', 'inuse_objects'].every((type) => sampleTypes.some((each) => each.type === type));
}
