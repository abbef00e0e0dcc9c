/** What a client asks at `/debug/heap/why`: a site as profiles have it, counted from 1. What is missing is looked up. */
export interface WhyWish {
  readonly function: string;
  /** Path, or the end of one. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Work counter that growth is divided by. */
  readonly unit?: string;
  /** Garbage is collected before it is judged what is alive. */
  readonly collect: boolean;
}
