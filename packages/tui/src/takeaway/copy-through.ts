import { copyToClipboard } from './clipboard-copy.js';

/** Copies by way of the terminal, and gives what the screen says of it. */
export function copyThrough(stdout: NodeJS.WriteStream): (markdown: string) => string {
  return (markdown) => {
    const { sequence, notice } = copyToClipboard(markdown);
    if (sequence !== '') stdout.write(sequence);
    return notice;
  };
}
