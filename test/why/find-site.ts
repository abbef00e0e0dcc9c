import type { ProgramSite } from './manifest.js';

/** Where a function begins in a text, counted from 1, as V8 does: at its parameters. */
export interface SitePlace {
  readonly line: number;
  readonly column: number;
}

/** @throws {Error} where the text has no such function, or more than one. */
export function findSite(source: string, { function: name, at }: ProgramSite): SitePlace {
  const starts = at === undefined ? startsOf(source, name) : matchesOf(source, new RegExp(at, 'gm'));
  const [start, another] = starts;
  if (start === undefined || another !== undefined)
    throw new Error(`${starts.length} places where ${name} begins`);
  const before = source.slice(0, start).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** A declaration, a method, or what is assigned to a name. */
function startsOf(source: string, name: string): number[] {
  const escaped = name.replace(/[#$]/g, '\\$&');
  const found = new RegExp(
    `(?:\\bfunction\\s*\\*?\\s*${escaped}\\s*|^[ \\t]*(?:static\\s+)?(?:async\\s+)?${escaped}|\\b${escaped} = (?:async )?)(?=\\([^;]*?\\) (?:=> )?\\{)`,
    'gm',
  );
  return [...source.matchAll(found)].map((match) => match.index + match[0].length);
}

function matchesOf(source: string, pattern: RegExp): number[] {
  return [...source.matchAll(pattern)].map(({ index }) => index);
}
