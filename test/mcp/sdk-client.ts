/** How a test uses a client of either line of the official SDK. */
export interface SdkClient {
  readonly era: 'legacy' | 'modern';
  readonly sessionId: string | undefined;
  /** See `RecordingFetch`. */
  readonly exchanges: readonly string[];
  /** How often the server has said that its tools have changed. */
  toolsChanged(): number;
  listTools(): Promise<string[]>;
  /** The text that the tool answers. */
  callTool(name: string, args?: Record<string, string>, options?: CallOptions): Promise<string>;
  /** Asks to hear of changed tools where the era wants that asked; without effect in the legacy era. */
  listen(): Promise<Subscription | undefined>;
  /** Sends the DELETE that `close` does not. Without effect where there is no session. */
  terminateSession(): Promise<void>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: { readonly progress: number }) => void;
}

export interface Subscription {
  /** `graceful` when the server ended it. */
  readonly closed: Promise<'local' | 'graceful' | 'remote'>;
  close(): Promise<void>;
}

/** Connects to the endpoint at `url`. */
export type ConnectClient = (url: string) => Promise<SdkClient>;

/** The text of a tool's answer. @throws where there is anything else in it. */
export function textOf(result: object): string {
  const { content } = result as { content?: readonly { type: string; text?: string }[] };
  const [first, ...others] = content ?? [];
  if (first?.text === undefined || others.length > 0) throw new Error(`no text: ${JSON.stringify(result)}`);
  return first.text;
}
