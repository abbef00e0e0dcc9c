import type { ProcessAddress } from './process-address.js';

/** The way to a process, kept open by whoever holds this. */
export interface ReachedProcess {
  /** What the user calls it. Hostile text until sanitised. */
  readonly name: string;
  readonly address: ProcessAddress;
  /** Ends what keeps the way open, such as `kubectl`. Resolves in bounded time, and never rejects. */
  close(): Promise<void>;
}
