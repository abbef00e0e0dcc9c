/**
 * The strings of a snapshot, decoded when asked for: names of classes, properties and functions, and what the program's own
 * strings hold (up to 1,024 characters each). All of it is hostile text until sanitised.
 */
export interface SnapshotStrings {
  readonly count: number;
  /** Text of the string of this index; '' beyond the last. */
  text(index: number): string;
  /** At most so many characters of it, without decoding the rest. */
  beginning(index: number, most: number): string;
  /** Index of the first string that is exactly this text. */
  indexOf(text: string): number | undefined;
  /** Indexes of all strings that contain this ASCII text, in order. */
  containing(ascii: string): readonly number[];
}
