import { KubeError } from '../kube-error.js';
import type { ApiList } from './kube-api.js';

/** One page of a list; `bytes` is how long it was on the wire. */
export interface ListPage {
  readonly body: unknown;
  readonly bytes: number;
}

export interface PageQuery {
  readonly limit: string;
  readonly continue?: string | undefined;
}

const PAGE_ITEMS = '500';
const MOST_BYTES = 64 * 1024 * 1024;
/** A list that changes faster than its pages can be read is given up. */
const MOST_STARTS = 3;

/**
 * Puts the pages of a list together.
 * @param readPage gives `undefined` where the server has forgotten the list that `continue` belongs to (410): then it is read anew.
 */
export async function listPages(
  readPage: (query: PageQuery) => Promise<ListPage | undefined>,
): Promise<ApiList> {
  for (let start = 0; start < MOST_STARTS; start++) {
    const list = await tryList(readPage);
    if (list !== undefined) return list;
  }
  throw new KubeError('bad-answer', 'the cluster forgets its list before all pages of it are read');
}

async function tryList(
  readPage: (query: PageQuery) => Promise<ListPage | undefined>,
): Promise<ApiList | undefined> {
  const items: unknown[] = [];
  let bytes = 0;
  let rest: string | undefined;
  do {
    const page = await readPage({ limit: PAGE_ITEMS, continue: rest });
    if (page === undefined) return undefined;
    bytes += page.bytes;
    if (bytes > MOST_BYTES)
      throw new KubeError(
        'bad-answer',
        `the cluster listed more than ${MOST_BYTES} bytes; narrow the selector`,
      );
    const { items: more, metadata } = pageParts(page.body);
    for (const item of more) items.push(item);
    rest = text(metadata.continue);
    if (rest === undefined) return { items, resourceVersion: text(metadata.resourceVersion) };
  } while (items.length > 0);
  throw new KubeError('bad-answer', 'the cluster lists pages without items');
}

function pageParts(body: unknown): {
  readonly items: readonly unknown[];
  readonly metadata: Readonly<Record<string, unknown>>;
} {
  const { items, metadata } = (body ?? {}) as { items?: unknown; metadata?: unknown };
  // Go writes a list that is empty as null.
  if (items !== undefined && items !== null && !Array.isArray(items))
    throw new KubeError('bad-answer', 'the cluster answered with something that is no list');
  return {
    items: (items ?? []) as readonly unknown[],
    metadata: typeof metadata === 'object' ? ((metadata ?? {}) as Readonly<Record<string, unknown>>) : {},
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
