import type { Frame } from '@heaptide/growth';

/** How a function is called on the screen. Raw text. */
export function functionName(name: string): string {
  return name === '' ? '(anonymous)' : name;
}

/** The last `segments` of the path, with the line. Raw text. */
export function placeName({ file, line }: Frame, { segments }: { readonly segments: number }): string {
  if (file === '') return '(native)';
  return `${file.split(/[/\\]/).slice(-segments).join('/')}:${line}`;
}

/** The whole path, with line and column. Raw text. */
export function fullPlace({ file, line, column }: Frame): string {
  return file === '' ? '(native)' : `${file}:${line}:${column}`;
}
