/** `text` without the larger text that it may be a slice or a part of, which would stay alive with it. */
export function copyText(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
