/** A part of a page that another program writes than the rest of it. */
export interface PageSection {
  readonly begin: string;
  readonly end: string;
  readonly text: string;
}

const END = '<!-- end -->';

/** The part that `writer` writes, with the marks it is known by. */
export function pageSection(writer: string, text: string): PageSection {
  const begin = `<!-- written by ${writer} -->`;
  return { begin, end: END, text: `${begin}\n\n${text}\n\n${END}` };
}

/** The page with that part anew; at its end where it had none. */
export function withSection(page: string, { begin, end, text }: PageSection): string {
  const from = page.indexOf(begin);
  if (from < 0) return `${page.trimEnd()}\n\n${text}\n`;
  const to = page.indexOf(end, from);
  if (to < 0) throw new Error(`the page has lost the end of ${begin}`);
  return page.slice(0, from) + text + page.slice(to + end.length);
}

/** What the other writers have put on the page, marks and all, in order; empty where they have not. */
export function sectionsOf(page: string): string {
  const found = [...page.matchAll(/<!-- written by [^>]*-->[^]*?<!-- end -->/g)].map(([text]) => text);
  return found.length === 0 ? '' : `\n${found.join('\n\n')}\n`;
}
