/** Text inside a quoted string of the dot language; newlines become left-justified ones. */
export function escapeDot(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\l');
}
