import { HeaptideError } from '@heaptide/targets';
import type { CaptureEntry, CaptureNumber } from '../engine/capture-entry.js';
import type { CaptureStore, StoredCapture } from './capture-store.js';
import { isMarked, nextToDrop } from './next-to-drop.js';

/** A capture as it comes. */
export interface ArrivedCapture
  extends StoredCapture, Pick<CaptureEntry, 'metadata' | 'sites' | 'life' | 'afterGap'> {}

/** A capture that the store holds already. */
export interface FoundCapture extends Omit<CaptureEntry, 'number'> {
  readonly isBaseline: boolean;
}

export interface MarkChange {
  readonly pinned?: boolean;
  /** Raw text; `''` takes the note away. */
  readonly note?: string;
}

/** `unknown`: there is no such capture. `full`: half of the shelf is pinned or noted already. */
export type MarkOutcome = 'marked' | 'unknown' | 'full';

export interface CaptureShelfOptions {
  readonly store: CaptureStore;
  /** Captures kept at most; at least 8. */
  readonly most?: number;
  /** Told why captures cannot be kept, once until one can be kept again. Raw text. */
  readonly onProblem?: (text: string) => void;
  /** Told after every change of entries or baseline. */
  readonly onChange?: () => void;
}

const MOST = 120;
const LEAST_MOST = 8;
/** Captures that wait for the store at most: they are in memory meanwhile. */
const MOST_WAITING = 4;
const NOTE_LENGTH = 200;

/**
 * The captures of a watch, so that any two can be compared later. Keeps a bounded number of them, of which
 * {@link nextToDrop} decides; their bytes are in the store, not in memory.
 */
export class CaptureShelf {
  readonly most: number;
  /** Captures that the user can pin or note at most, so that there is room for what comes. */
  readonly mostMarked: number;
  readonly #store: CaptureStore;
  readonly #onProblem: (text: string) => void;
  readonly #onChange: () => void;
  #entries: readonly CaptureEntry[] = [];
  #baseline: CaptureNumber | undefined;
  #given = 0;
  #waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #isFailing = false;
  #closed = false;

  constructor({ store, most = MOST, onProblem, onChange }: CaptureShelfOptions) {
    this.most = Math.max(LEAST_MOST, Math.trunc(most));
    this.mostMarked = this.most >> 1;
    this.#store = store;
    this.#onProblem = onProblem ?? (() => undefined);
    this.#onChange = onChange ?? (() => undefined);
  }

  /** In order; the same array until something changes. */
  entries(): readonly CaptureEntry[] {
    return this.#entries;
  }

  /** The capture that differences are counted from. Setting one that is not there changes nothing. */
  get baseline(): CaptureNumber | undefined {
    return this.#baseline;
  }

  set baseline(number: CaptureNumber | undefined) {
    const before = this.#baseline;
    if (number === before || (number !== undefined && this.#find(number) === undefined)) return;
    this.#baseline = number;
    for (const changed of [before, number]) {
      const entry = changed === undefined ? undefined : this.#find(changed);
      if (entry !== undefined) this.#putDown(entry);
    }
    this.#onChange();
  }

  /**
   * Keeps a capture and lists it once it is kept; one after the other. Never rejects: where it cannot be kept it is not
   * listed, the answer is `undefined`, and `onProblem` is told why.
   */
  async add(arrived: ArrivedCapture): Promise<CaptureEntry | undefined> {
    if (this.#closed) return undefined;
    if (this.#waiting >= MOST_WAITING) {
      this.#fail('captures come faster than they can be written');
      return undefined;
    }
    this.#waiting++;
    const added = this.#turn.then(() => this.#add(arrived));
    this.#turn = added.catch(() => undefined);
    try {
      return await added;
    } finally {
      this.#waiting--;
    }
  }

  /** Lists a capture that the store holds. Marks beyond {@link mostMarked} are not taken over. */
  adopt({ isBaseline, ...found }: FoundCapture): CaptureEntry {
    const asFound: CaptureEntry = { number: this.#next(), ...found, note: cutNote(found.note) };
    const entry =
      isMarked(asFound) && !this.#hasRoomForMark() ? { ...asFound, pinned: false, note: '' } : asFound;
    if (isBaseline) this.#baseline = entry.number;
    this.#list(entry, Infinity);
    return entry;
  }

  /**
   * The bytes of a capture as they were received: a pprof, gzipped as a rule.
   * @throws {HeaptideError} `HT_E_UNREADABLE` also where it is no longer kept; `HT_E_NO_SUCH_FILE`.
   */
  async read(number: CaptureNumber): Promise<Uint8Array> {
    if (this.#closed || this.#find(number) === undefined) {
      throw new HeaptideError('HT_E_UNREADABLE', `capture ${number} is no longer kept`);
    }
    return this.#store.read(number);
  }

  /** Pins a capture, or writes a note of at most 200 characters to it. */
  mark(number: CaptureNumber, { pinned, note }: MarkChange): MarkOutcome {
    const before = this.#find(number);
    if (before === undefined) return 'unknown';
    const entry = { ...before, pinned: pinned ?? before.pinned, note: cutNote(note ?? before.note) };
    if (entry.pinned === before.pinned && entry.note === before.note) return 'marked';
    if (isMarked(entry) && !isMarked(before) && !this.#hasRoomForMark()) return 'full';
    this.#entries = this.#entries.map((each) => (each === before ? entry : each));
    this.#putDown(entry);
    this.#onChange();
    return 'marked';
  }

  /** Ends all that is kept, after what is under way; captures that come later are not kept. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    await this.#store.close();
  }

  async #add({ bytes, metadata, sites, life, afterGap }: ArrivedCapture): Promise<CaptureEntry | undefined> {
    const size = bytes.length;
    const { room } = this.#store;
    const entry = { number: this.#next(), metadata, life, size, sites, afterGap, pinned: false, note: '' };
    if (!this.#losses([...this.#entries, entry], room).suffice) {
      this.#fail(`no room for a capture of ${size} bytes: ${room} bytes are kept at most`);
      return undefined;
    }
    try {
      await this.#store.keep(entry.number, { bytes, metadata });
    } catch (error) {
      if (!(error instanceof HeaptideError)) throw error;
      this.#fail(error.message);
      return undefined;
    }
    this.#isFailing = false;
    if (afterGap) this.#putDown(entry);
    this.#list(entry, room);
    return entry;
  }

  #list(entry: CaptureEntry, room: number): void {
    const entries = [...this.#entries, entry];
    const { lost } = this.#losses(entries, room);
    this.#given = entry.number;
    this.#entries = lost.size === 0 ? entries : entries.filter((each) => !lost.has(each));
    for (const { number } of lost) this.#store.forget(number);
    this.#onChange();
  }

  /** What must go so that the others have room; it does not suffice where what the user marked leaves too little. */
  #losses(
    entries: readonly CaptureEntry[],
    room: number,
  ): { readonly lost: ReadonlySet<CaptureEntry>; readonly suffice: boolean } {
    const lost = new Set<CaptureEntry>();
    let left = entries;
    let bytes = entries.reduce((sum, { size }) => sum + size, 0);
    while (left.length > this.most || bytes > room) {
      const next = nextToDrop(left, this.#baseline);
      if (next === undefined) return { lost, suffice: false };
      lost.add(next);
      bytes -= next.size;
      left = left.filter((each) => each !== next);
    }
    return { lost, suffice: true };
  }

  #find(number: CaptureNumber): CaptureEntry | undefined {
    return this.#entries.find((entry) => entry.number === number);
  }

  #hasRoomForMark(): boolean {
    return this.#entries.filter(isMarked).length < this.mostMarked;
  }

  #putDown({ number, pinned, note, afterGap }: CaptureEntry): void {
    this.#store.mark(number, { pinned, note, afterGap, baseline: number === this.#baseline });
  }

  #next(): CaptureNumber {
    return (this.#given + 1) as CaptureNumber;
  }

  #fail(reason: string): void {
    if (!this.#isFailing) this.#onProblem(reason);
    this.#isFailing = true;
  }
}

/** Cut between characters. */
function cutNote(note: string): string {
  return note.length <= NOTE_LENGTH ? note : note.slice(0, NOTE_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}
