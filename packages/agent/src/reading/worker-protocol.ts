/** What the worker is told when it starts. */
export interface WorkerSettings {
  readonly host: string;
  readonly port: number;
  readonly link: SharedArrayBuffer;
  readonly identity: ProcessIdentity;
}

/** What does not change in the life of a process. */
export interface ProcessIdentity {
  readonly pid: number;
  /** ISO 8601. */
  readonly startedAt: string;
  /** The service's name, or else the program's. */
  readonly service: string;
  readonly versions: Readonly<Record<string, string>>;
  /** V8 inlines no function, so that bytes stand under the function that allocates them. */
  readonly exactSites: boolean;
}

/** From the worker to the main thread: how listening went; `reason` is the system's error code if there is one. */
export type WorkerReport =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'failed'; readonly reason: string };

/** From the main thread to the worker: a reading as JSON, or the word to let go of the main thread. */
export type WorkerOrder = { readonly kind: 'answer'; readonly json: string } | { readonly kind: 'let-go' };
