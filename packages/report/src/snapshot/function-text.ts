import { count } from '@heaptide/profile';
import { type SafeText, safeText } from '../safe-text.js';

/** A function as a snapshot tells of it. Texts are hostile. */
export interface ToldFunction {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** `onData (/app/server.js:12:3)`. */
export function functionText({ name, file, line, column }: ToldFunction): SafeText {
  const called = name === '' ? '(anonymous)' : name;
  if (file === undefined) return safeText(called);
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return safeText(`${called} (${place})`);
}

/** The first functions that were counted, most often first: `12 x onData (/app/server.js:12:3)`. */
export function countedFunctions(functions: readonly (ToldFunction & { readonly count: number })[]): string {
  const [first, ...others] = functions;
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : ` and ${others.length} other${others.length === 1 ? '' : 's'}`;
  return `${count(first.count)} x ${functionText(first)}${more}`;
}
