import type { MessagePort } from 'node:worker_threads';

/** Where the endpoint listens. */
export interface ListenSettings {
  /** A numeric address. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** How many ports, from `port` upwards, to try where one is in use. */
  readonly tries: number;
}

/** Of questions of who retains. */
export interface WhySettings {
  /** Whoever asks must know it, in place of the other token. */
  readonly token?: string;
  /** URL of a module that comes between question and process, for tests of what goes wrong. */
  readonly disturbance?: string;
}

/** The capture ring's place and bounds. */
export interface RingSettings {
  readonly directory: string;
  readonly captures: number;
  readonly bytes: number;
}

/** What the worker is told when it starts. */
export interface WorkerSettings {
  /** Absent where the ring alone was asked for. */
  readonly listen?: ListenSettings;
  /** Whoever asks must know it, if there is one. */
  readonly token?: string;
  /** Heap snapshots may be taken. */
  readonly snapshots: boolean;
  /** Present where it may be asked who retains. */
  readonly why?: WhySettings;
  /** Another thread has served before and died. */
  readonly again?: boolean;
  readonly ring?: RingSettings;
  /** Limit of the old generation that Node was started with, bytes; absent where V8 chose it. */
  readonly oldSpaceLimit?: number;
  readonly link: SharedArrayBuffer;
  /** Takes {@link ReadingRequest}s to the main isolate, as JSON, which looks at them when it is told to. */
  readonly questions: MessagePort;
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

/**
 * From the worker to the main thread: how listening went (`port` is absent where nothing listens; `reason` is the
 * system's error code if there is one), and what the user ought to know.
 */
export type WorkerReport =
  | { readonly kind: 'ready'; readonly port?: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'say'; readonly text: string };

/** From the main thread to the worker. */
export type WorkerOrder =
  /** An answer to a {@link ReadingRequest}, as JSON. */
  | { readonly kind: 'answer'; readonly json: string }
  /** A piece of the heap snapshot that was asked for by the request of that id. */
  | { readonly kind: 'chunk'; readonly id: number; readonly text: string }
  /** The main thread is about to die at its heap limit: a {@link HeapReading} as JSON. */
  | { readonly kind: 'last-words'; readonly json: string }
  /** The process exits: let go of the main thread. */
  | { readonly kind: 'let-go' };
