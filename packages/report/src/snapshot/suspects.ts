import { longBytes } from '@heaptide/profile';
import { wrapWords } from '../growth/wrap-words.js';
import { safeText } from '../safe-text.js';
import { className } from './object-name.js';

/** What holds a large part of a heap, and who holds that. Texts are hostile. */
export interface ToldSuspect {
  /** `leak` only where several snapshots of one process show that it grows. */
  readonly severity: 'leak' | 'accumulation' | 'info';
  readonly holder: { readonly class: string; readonly id: number };
  /** The class that piles up below the holder. */
  readonly leakedClass: string;
  readonly count: number;
  /** Bytes. */
  readonly retainedSize: number;
  /** From the root to the holder, and on to one of what piles up. */
  readonly path: readonly ToldStep[];
  /** All that in words. */
  readonly text: string;
}

export interface ToldStep {
  readonly class: string;
  readonly id: number;
  readonly edge: string;
  /** What a function is called, and where it stands. */
  readonly called?: string;
}

export interface SuspectsView {
  /** The newest of the files, as the user named it. */
  readonly file: string;
  /** Bytes of the whole heap. */
  readonly total: number;
  /** Of the Node.js that wrote it, where the heap tells. */
  readonly nodeVersion?: string | undefined;
  readonly suspects: readonly ToldSuspect[];
}

const WIDTH = 100;
const HANG = '    ';

/** The gravest first: what it is in words, then how it is held, a step a line. */
export function renderSuspectsText({ suspects, total }: SuspectsView): string {
  if (suspects.length === 0) return `nothing holds a large part of the ${longBytes(total)} of this heap\n`;
  return suspects.map((suspect) => `${suspectLines(suspect).join('\n')}\n`).join('\n');
}

function suspectLines({ severity, text, path }: ToldSuspect): readonly string[] {
  const steps = path.map(({ edge, class: name, id, called }) => {
    const words = called === undefined ? '' : ` ${safeText(called, { limit: 80 })}`;
    return `${HANG}${safeText(edge, { limit: 80 })} -> ${className(name)}${words} @${id}`;
  });
  return [
    ...wrapWords(safeText(`${severity}: ${text}`, { limit: 2048 }), { width: WIDTH, hang: '  ' }),
    ...(steps.length === 0 ? [] : ['  held by', ...steps]),
  ];
}

/**
 * Schema `heaptide.suspects/1`: `{schema, file, nodeVersion?, heapSize, suspects: [{severity, holder: {class, id}, leakedClass,
 * count, retainedSize, path: [{class, id, edge}], text}]}`, sizes in bytes, the path from the root.
 */
export function renderSuspectsJson({ file, total, nodeVersion, suspects }: SuspectsView): string {
  return `${JSON.stringify({
    schema: 'heaptide.suspects/1',
    file,
    nodeVersion,
    heapSize: total,
    suspects: suspects.map(suspectJson),
  })}\n`;
}

/** Its own fields only, whatever else it was found with. */
export function suspectJson({ severity, holder, leakedClass, count, retainedSize, path, text }: ToldSuspect) {
  return {
    severity,
    holder: { class: holder.class, id: holder.id },
    leakedClass,
    count,
    retainedSize,
    path: path.map(({ class: name, id, edge }) => ({ class: name, id, edge })),
    text,
  };
}
