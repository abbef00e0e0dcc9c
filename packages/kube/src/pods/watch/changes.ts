/** Tells a single waiter that something has changed, however often it has. */
export class Changes {
  private isPending = false;
  private wake: (() => void) | undefined;

  tell(): void {
    this.isPending = true;
    this.wake?.();
  }

  /** Waits for the next change, or for one that has not been waited for; `false` when `signal` aborts first. */
  async next(signal: AbortSignal): Promise<boolean> {
    if (!this.isPending && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.wake = wake;
        signal.addEventListener('abort', wake);
      });
      this.wake = undefined;
    }
    this.isPending = false;
    return !signal.aborted;
  }
}
