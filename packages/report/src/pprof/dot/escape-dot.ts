/** Text inside a quoted string of the dot language; newlines become left-justified ones. */
export function escapeDot(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\l');
}

/** Likewise of a tag, in which a backslash with an `n` ends a line, since texts are joined by it; newlines stay. */
export function escapeDotTag(text: string): string {
  return text.replace(/\\(?!n)|"/g, '\\$&');
}
