/** Reads the value of one section, chunk by chunk, from behind its opening bracket to its closing one. */
export interface SectionReader {
  /** The section's closing bracket has been read. */
  readonly isDone: boolean;
  /** A byte that does not belong there, once one was met; nothing is read from then on. */
  readonly misfit: number | undefined;
  /** It reads objects as well as lists. */
  readonly takesObjects?: boolean;
  /** Reads on from `start`; returns the position behind what was read, which is the end of the chunk unless it is done. */
  read(bytes: Uint8Array, start: number): number;
}
