import { NumberTokenizer } from '../reader/number-tokenizer.js';
import type { SectionReader } from '../reader/section-reader.js';
import { SectionScanner } from '../reader/section-scanner.js';
import { badSnapshot, notASnapshot } from '../reader/snapshot-error.js';
import { MOST_HEADER_BYTES, parseHeader, type SnapshotHeader } from '../reader/snapshot-header.js';
import { StringsReader } from '../reader/strings-reader.js';
import { TextCollector } from '../reader/text-collector.js';
import type { SnapshotStrings } from '../model/snapshot-strings.js';
import { GrowingColumn } from './growing-column.js';
import type { TraceTree } from './trace-tree.js';
import { TraceTreeReader } from './trace-tree-reader.js';

/** A function that allocated: strings by index, line and column counted from 1 and 0 where V8 does not know them. */
export interface TraceFunction {
  readonly name: number;
  readonly file: number;
  readonly line: number;
  readonly column: number;
}

/** What a `.heaptimeline` says of allocations. */
export interface Timeline {
  readonly functions: readonly TraceFunction[];
  readonly tree: TraceTree;
  /** Objects and bytes that lived when the file was written, by the id of the stack that allocated them. */
  readonly liveCounts: GrowingColumn;
  readonly liveSizes: GrowingColumn;
  readonly strings: SnapshotStrings;
}

/** V8 numbers stacks from 1 on; a larger id is none of its own. */
const MOST_ID = 2 ** 26;
const MOST_FUNCTIONS = 2 ** 22;

/** Reads of a snapshot what tells of allocations. Its edges are passed over, and of its nodes only sums are held. */
export class TimelineSections {
  readonly scanner: SectionScanner;
  readonly #functions: TraceFunction[] = [];
  readonly #liveCounts = new GrowingColumn();
  readonly #liveSizes = new GrowingColumn();
  #headerText: TextCollector | undefined;
  #header: SnapshotHeader | undefined;
  #strings: StringsReader | undefined;
  #tree: TraceTreeReader | undefined;

  constructor() {
    this.scanner = new SectionScanner((section, opening) => this.#readerOf(section, opening));
  }

  /** @throws {HeaptideError} `HT_E_BAD_SNAPSHOT`, `HT_E_NOT_A_SNAPSHOT`, `HT_E_SNAPSHOT_CUT`. */
  finish(): Timeline {
    this.scanner.end();
    if (this.#header === undefined || this.#strings === undefined || this.#tree === undefined)
      throw notASnapshot('it has no allocation tree');
    return {
      functions: this.#functions,
      tree: this.#tree.tree,
      liveCounts: this.#liveCounts,
      liveSizes: this.#liveSizes,
      strings: this.#strings.strings,
    };
  }

  #readerOf(section: string, opening: '{' | '['): SectionReader | undefined {
    if (section === 'snapshot')
      return (this.#headerText = new TextCollector(section, opening, MOST_HEADER_BYTES));
    if (this.#headerText === undefined) return undefined;
    const header = (this.#header ??= parseHeader(this.#headerText.text));
    switch (section) {
      case 'nodes':
        return this.#nodesReader(header);
      case 'trace_function_infos':
        return this.#functionsReader(header);
      case 'trace_tree':
        return (this.#tree = new TraceTreeReader(header));
      case 'strings':
        return (this.#strings = new StringsReader());
      default:
        return undefined;
    }
  }

  #nodesReader({ node }: SnapshotHeader): SectionReader | undefined {
    if (node.traceNode < 0) return undefined;
    return new NumberTokenizer(node.fields, (values, records) => {
      for (let record = 0, at = 0; record < records; record++, at += node.fields) {
        const id = values[at + node.traceNode]!;
        if (id === 0) continue;
        if (id > MOST_ID) throw badSnapshot(`a node was allocated by stack ${id}`);
        this.#liveCounts.add(id, 1);
        this.#liveSizes.add(id, values[at + node.selfSize]!);
      }
    });
  }

  #functionsReader({ traceFunctionFields: fields }: SnapshotHeader): SectionReader | undefined {
    const columns = ['name', 'script_name', 'line', 'column'].map((name) => fields.indexOf(name));
    const [name, file, line, column] = columns;
    if (columns.includes(-1)) throw badSnapshot('its functions lack names or places');
    return new NumberTokenizer(fields.length, (values, records) => {
      if (this.#functions.length + records > MOST_FUNCTIONS)
        throw badSnapshot(`more than ${MOST_FUNCTIONS} functions allocated`);
      for (let record = 0, at = 0; record < records; record++, at += fields.length) {
        this.#functions.push({
          name: values[at + name!]!,
          file: values[at + file!]!,
          line: values[at + line!]!,
          column: values[at + column!]!,
        });
      }
    });
  }
}
