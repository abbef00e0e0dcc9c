/** A terminal's input as Node reads it. */
type Keyboard = Pick<NodeJS.ReadStream, 'listeners' | 'removeAllListeners' | 'on' | 'pause'>;

/**
 * Stops reading the keyboard until the answer is called, so that another program on the terminal gets every key.
 * Node reads on, into its buffer, as long as anyone listens for `readable`; hence the listeners are taken off.
 */
export async function holdKeyboard(stdin: Keyboard): Promise<() => void> {
  const listeners = stdin.listeners('readable') as (() => void)[];
  stdin.removeAllListeners('readable');
  // Only then is the stream no longer one that is read on demand, which cannot be paused.
  await new Promise<void>((resolve) => setImmediate(resolve));
  stdin.pause();
  return () => {
    for (const listener of listeners) stdin.on('readable', listener);
  };
}
