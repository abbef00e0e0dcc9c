export interface ConnectOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long the far side may take to take the connection up; 30 s by default. A tunnel that takes longer takes no more. */
  readonly replyMs?: number | undefined;
}
