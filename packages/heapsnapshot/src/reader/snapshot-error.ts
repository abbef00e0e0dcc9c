import { HeaptideError } from '@heaptide/profile';

/** The sections of a snapshot file, in the order in which V8 writes them. */
export type SectionName =
  | 'snapshot'
  | 'nodes'
  | 'edges'
  | 'trace_function_infos'
  | 'trace_tree'
  | 'samples'
  | 'locations'
  | 'strings';

/** A file that is no heap snapshot. */
export function notASnapshot(words: string, cause?: unknown): HeaptideError {
  return new HeaptideError('HT_E_NOT_A_SNAPSHOT', `this is no heap snapshot: ${words}`, { cause });
}

/** A heap snapshot that contradicts itself. */
export function badSnapshot(words: string, cause?: unknown): HeaptideError {
  return new HeaptideError('HT_E_BAD_SNAPSHOT', `this heap snapshot does not hold: ${words}`, { cause });
}

/** A heap snapshot whose end is missing. */
export class CutSnapshotError extends HeaptideError {
  /** Where it ends; `undefined` where there is nothing at all. */
  readonly section: string | undefined;

  constructor(section: string | undefined, words: string) {
    super('HT_E_SNAPSHOT_CUT', words);
    this.section = section;
  }

  static empty(): CutSnapshotError {
    return new CutSnapshotError(
      undefined,
      'this heap snapshot is empty: its process ended before V8 wrote any of it',
    );
  }

  /** Its header claims more than the bytes that are there can hold. */
  static tooSmall(nodeCount: number, edgeCount: number, bytes: number): CutSnapshotError {
    const claim = `its header claims ${nodeCount} nodes and ${edgeCount} edges`;
    const words = `this heap snapshot is cut short: ${claim}, which ${bytes} bytes cannot hold`;
    return new CutSnapshotError('section nodes', words);
  }

  static within(section: string): CutSnapshotError {
    return new CutSnapshotError(section, `this heap snapshot is cut short: it ends within its ${section}`);
  }
}
