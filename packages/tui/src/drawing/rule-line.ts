/** A rule across `width` cells, with words of our own near its left end. */
export function ruleLine(text: string, width: number): string {
  const said = text === '' ? '' : ` ${text} `;
  return `--${said}`.padEnd(width, '-');
}
