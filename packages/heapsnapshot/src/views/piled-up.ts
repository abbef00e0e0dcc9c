/** The things of one class that pile up in one place. */
export interface PiledUp {
  readonly classIndex: number;
  readonly nodes: Uint32Array;
  /** Bytes that go with them. */
  readonly weight: number;
  /** Whether it is the collection itself that is large, by what has no class: numbers, empty places, cells of V8's. */
  readonly isCollection: boolean;
  /** Whether these are no links of the chain that holds them, but hang on its links. */
  readonly isHung: boolean;
}
