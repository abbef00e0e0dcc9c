import { type ClassHistogram, readClassHistogram } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';

const MOST_NAMED = 5;

/** What can still be counted in a heap snapshot whose end is missing: `9,120 string (2.1 MiB), …`; `undefined` where that is nothing. */
export async function histogramWords(
  path: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const histogram = await readClassHistogram(path, signal === undefined ? {} : { signal });
  if (histogram.nodesRead === 0) return undefined;
  const { nodesRead, nodeCount } = histogram;
  const part = nodesRead < nodeCount ? `the first ${count(nodesRead)} of ${count(nodeCount)} objects: ` : '';
  return part + largest(histogram);
}

/** Classes have names only where the strings of the file are whole; kinds are always known. */
function largest({ classes, kinds }: ClassHistogram): string {
  const named =
    classes.length > 0 ? classes : kinds.map(({ kind, ...figures }) => ({ name: kind, ...figures }));
  return named
    .slice(0, MOST_NAMED)
    .map(({ name, count: many, size }) => `${count(many)} ${name} (${longBytes(size)})`)
    .join(', ');
}
