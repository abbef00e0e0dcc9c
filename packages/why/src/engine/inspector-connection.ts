/** What a call of the protocol gives or takes. */
export type InspectorRecord = Readonly<Record<string, unknown>>;

/** An inspector session with one main thread, over a socket or within the process. */
export interface InspectorConnection {
  /** Calls a method; calls are carried out in the order they are made. Rejects where it fails or does not answer in time. */
  call(
    method: string,
    parameters?: InspectorRecord,
    options?: { readonly timeoutMs?: number },
  ): Promise<InspectorRecord>;
  /** One listener an event; `undefined` takes it away. */
  on(event: string, listener: ((parameters: InspectorRecord) => void) | undefined): void;
  /** Has events come at once until the returned function is called, where they do not always do so. */
  promptly?(): () => void;
}
