/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started at all. */
  readonly error?: string;
}

/** `ended with exit code 3`, `was ended by SIGSEGV`, `could not be started: …`. */
export function endingText({ code, signal, error }: Ending): string {
  if (error !== undefined) return `could not be started: ${error}`;
  return signal === null ? `ended with exit code ${code ?? 0}` : `was ended by ${signal}`;
}
