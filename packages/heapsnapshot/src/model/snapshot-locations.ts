/**
 * Where closures, and the constructors of objects, stand in their source, ordered as in the file. Lines and columns count
 * from 0. Columns of equal length.
 */
export interface SnapshotLocations {
  readonly nodes: Uint32Array;
  readonly scripts: Int32Array;
  readonly lines: Int32Array;
  readonly columns: Int32Array;
}
