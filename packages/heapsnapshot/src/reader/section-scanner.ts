import { CutSnapshotError, badSnapshot, notASnapshot } from './snapshot-error.js';
import { NestingReader } from './nesting-reader.js';
import type { SectionReader } from './section-reader.js';

const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const COLON = 0x3a;
const COMMA = 0x2c;
const SPACE = 0x20;
const MOST_KEY_BYTES = 256;
const MOST_SECTIONS = 256;

/**
 * Who reads a section; `undefined` to pass over it. `opening` is the bracket that its value begins with, and has been read;
 * `position` counts the bytes up to and with it. Called when the section begins; all sections before it have been read by
 * then.
 */
export type ReaderOfSection = (
  section: string,
  opening: '{' | '[',
  position: number,
) => SectionReader | undefined;

/**
 * Finds the sections of a snapshot file, by their keys and in whatever order, in bytes that come chunk by chunk, and has each
 * read by its reader. Nothing is held but a key.
 */
export class SectionScanner {
  readonly #readerOf: ReaderOfSection;
  #expects:
    | 'object'
    | 'key or end'
    | 'key'
    | 'rest of key'
    | 'colon'
    | 'value'
    | 'scalar'
    | 'section'
    | 'comma or end'
    | 'nothing' = 'object';
  #key = '';
  #section: SectionReader | undefined;
  #seen = 0;
  readonly #begun = new Set<string>();

  constructor(readerOf: ReaderOfSection) {
    this.#readerOf = readerOf;
  }

  /** One that begins within a section, behind its opening bracket. */
  static within(section: string, reader: SectionReader, readerOf: ReaderOfSection): SectionScanner {
    const scanner = new SectionScanner(readerOf);
    scanner.#begun.add(section);
    scanner.#key = section;
    scanner.#section = reader;
    scanner.#expects = 'section';
    return scanner;
  }

  /** @throws {HeaptideError} `HT_E_NOT_A_SNAPSHOT`, `HT_E_BAD_SNAPSHOT`. */
  push(bytes: Uint8Array): void {
    let position = 0;
    while (position < bytes.length)
      position =
        this.#section === undefined
          ? this.#step(bytes, position)
          : this.#readSection(this.#section, bytes, position);
    this.#seen += bytes.length;
  }

  /** @throws {HeaptideError} `HT_E_SNAPSHOT_CUT`, `HT_E_NOT_A_SNAPSHOT` when the file ends before the snapshot does. */
  end(): void {
    if (this.#expects === 'nothing') return;
    if (this.#seen === 0) throw CutSnapshotError.empty();
    if (this.#expects === 'object') throw notASnapshot('it holds blanks only');
    throw CutSnapshotError.within(this.#key === '' ? 'beginning' : `section ${this.#name}`);
  }

  #readSection(section: SectionReader, bytes: Uint8Array, start: number): number {
    const position = section.read(bytes, start);
    if (section.misfit !== undefined)
      throw badSnapshot(`its section ${this.#name} holds ${nameOf(section.misfit)} where it should not`);
    if (section.isDone) {
      this.#section = undefined;
      this.#expects = 'comma or end';
    }
    return position;
  }

  #step(bytes: Uint8Array, start: number): number {
    const byte = bytes[start]!;
    const next = start + 1;
    if (this.#expects === 'rest of key') {
      if (byte === QUOTE) this.#expects = 'colon';
      else this.#key += String.fromCharCode(byte);
      if (this.#key.length > MOST_KEY_BYTES) throw badSnapshot(`a key is over ${MOST_KEY_BYTES} bytes long`);
      return next;
    }
    if (this.#expects === 'scalar') {
      if (byte !== COMMA && byte !== CLOSE_BRACE) return next;
      this.#expects = 'comma or end';
      return start;
    }
    if (byte <= SPACE || (this.#seen === 0 && start < 3 && byte >= 0x80)) return next;
    switch (this.#expects) {
      case 'object':
        if (byte !== OPEN_BRACE) throw notASnapshot(`it begins with ${nameOf(byte)}`);
        this.#expects = 'key or end';
        return next;
      case 'key or end':
      case 'key':
        if (byte === CLOSE_BRACE && this.#expects === 'key or end') this.#expects = 'nothing';
        else if (byte === QUOTE) this.#beginKey();
        else throw notASnapshot(`${nameOf(byte)} stands where a key should`);
        return next;
      case 'colon':
        if (byte !== COLON) throw notASnapshot(`${nameOf(byte)} stands behind a key`);
        this.#expects = 'value';
        return next;
      case 'value':
        return this.#beginValue(byte, this.#seen + next) ? next : start;
      case 'comma or end':
        if (byte === COMMA) this.#expects = 'key';
        else if (byte === CLOSE_BRACE) this.#expects = 'nothing';
        else throw badSnapshot(`${nameOf(byte)} stands behind its section ${this.#name}`);
        return next;
      default:
        throw badSnapshot(`${nameOf(byte)} stands behind its end`);
    }
  }

  /** The key as it can stand in a message, whatever its bytes are. */
  get #name(): string {
    return this.#key.replace(/[^\x20-\x7e]/g, '?');
  }

  #beginKey(): void {
    this.#key = '';
    this.#expects = 'rest of key';
  }

  /** Whether the byte belongs to the beginning of the value and has been read. */
  #beginValue(byte: number, position: number): boolean {
    if (this.#begun.has(this.#key)) throw badSnapshot(`its section ${this.#name} comes twice`);
    if (this.#begun.add(this.#key).size > MOST_SECTIONS)
      throw badSnapshot(`it has more than ${MOST_SECTIONS} sections`);
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      const reader = this.#readerOf(this.#key, byte === OPEN_BRACE ? '{' : '[', position);
      if (reader !== undefined && byte === OPEN_BRACE && reader.takesObjects !== true)
        throw badSnapshot(`its section ${this.#name} is no list`);
      this.#expects = 'section';
      this.#section = reader ?? new NestingReader();
      return true;
    }
    // Strings that hold a comma or a brace would end too soon; no version writes any.
    if (this.#readerOf(this.#key, '[', position) !== undefined)
      throw badSnapshot(`its section ${this.#name} is no list`);
    this.#expects = 'scalar';
    return false;
  }
}

function nameOf(byte: number): string {
  return byte > SPACE && byte < 0x7f
    ? `"${String.fromCharCode(byte)}"`
    : `byte 0x${byte.toString(16).padStart(2, '0')}`;
}
