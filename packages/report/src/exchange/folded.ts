import { compareUtf8, type Profile, selectSampleType } from '@heaptide/profile';
import { type FlameFrames, isAnonymous } from '../flame/frame-table.js';
import { StackTree } from '../flame/stack-tree.js';
import { safeText } from '../safe-text.js';

export interface FoldedOptions {
  /** As {@link selectSampleType} takes it. */
  readonly sampleType?: string;
}

/**
 * The stacks of a profile, one a line: `root;caller;leaf 4096`, equal ones summed, sorted by bytes. Flame graph tools
 * read this; values are negative where a difference shrank.
 *
 * Names are made safe to print and the separator within one is shown as `<U+003B>`. A function without a name is
 * followed by its place, since nothing else tells it from others.
 *
 * @throws {HeaptideError} `HT_E_NO_SUCH_TYPE`.
 */
export function renderFolded(profile: Profile, { sampleType }: FoldedOptions = {}): string {
  const column = selectSampleType(profile, sampleType);
  const width = profile.sampleTypes.length;
  const { values } = profile.samples;
  const tree = new StackTree();
  const ends = tree.add(profile, (sample) => values[sample * width + column] !== 0);
  const { parent, frame, frames, length } = tree.nodes();
  const self = new Float64Array(length);
  ends.forEach((node, sample) => {
    if (node > 0) self[node]! += values[sample * width + column]!;
  });
  const names = Array.from({ length: frames.length }, (_, row) => foldedName(frames, row));
  // Different functions may bear one name, so stacks that print alike are summed once more.
  const byStack = new Map<string, number>();
  for (let node = 1; node < length; node++) {
    if (self[node] === 0) continue;
    const path: string[] = [];
    for (let at = node; at > 0; at = parent[at]!) path.push(names[frame[at]!]!);
    const stack = path.reverse().join(';');
    byStack.set(stack, (byStack.get(stack) ?? 0) + self[node]!);
  }
  return [...byStack]
    .filter(([, value]) => value !== 0)
    .sort(([a], [b]) => compareUtf8(a, b))
    .map(([stack, value]) => `${stack} ${BigInt(value)}\n`)
    .join('');
}

function foldedName({ name, file, line }: FlameFrames, row: number): string {
  const place = isAnonymous(name[row]!) && file[row] !== '' ? ` ${file[row]!}:${line[row]!}` : '';
  return safeText(name[row]! + place).replaceAll(';', '<U+003B>');
}
