import type { PathStep as SnapshotStep, RetainingPath } from '@heaptide/heapsnapshot';
import type { PathStep } from '@heaptide/why';

/** A path of a heap snapshot in the words of a walk. */
export interface WalkedPath {
  /** File whose variable it begins at; empty where it begins elsewhere. */
  readonly file: string;
  /** From the root to the holder, itself included. */
  readonly path: readonly PathStep[];
  /** From the holder to the object. */
  readonly below: readonly PathStep[];
}

/** What V8 makes things of: tables, contexts, reactions. The program knows the whole. */
const PART = /^(?:system \/ |\()|^$/;
const ROOT_GROUP = /^\(.*\)$|^Node \/ /;
/** How what lies in a table of V8's is reached from the thing that has the table. */
const IN_TABLE = new Map([
  ['Map', '[value]'],
  ['AsyncContextFrame', '[value]'],
  ['Set', '[entry]'],
  ['Array', '[i]'],
  ['Generator', '{variable}'],
]);
/** How what lies in such a part is reached. */
const IN_PART = new Map([
  ['system / PromiseReaction', '{reaction}'],
  ['system / JSProxy', '{target}'],
  ['system / WeakCell', '{held value}'],
]);
const UNNAMED = '{inner}';
const NAME = /^[A-Za-z_]+$/;

/**
 * The path from the last variable of the program's that leads to the holder, V8's own parts left out. Keys of the program's
 * data are not told.
 */
export function walkedPath({ root, steps }: RetainingPath, holder: number): WalkedPath {
  const last = Math.max(
    0,
    steps.findLastIndex(({ node }) => node === holder),
  );
  const start = Math.max(
    0,
    steps.findLastIndex(
      ({ file }, at) => at <= last && file !== undefined && file !== '' && !file.startsWith('node:'),
    ),
  );
  const { file } = steps[start] ?? {};
  const path: PathStep[] = [];
  const below: PathStep[] = [];
  let label = file === undefined ? `{${root.replace(/ \(.*/, '')}}` : '';
  let whole = '';
  let part = '';
  for (const [at, step] of steps.entries()) {
    if (at < start || (file === undefined && ROOT_GROUP.test(step.class))) continue;
    label += at === start && file !== undefined ? step.edge.name : labelOf(step, whole, part);
    if (PART.test(step.class)) {
      part = step.class;
      continue;
    }
    const called = step.class === 'Function' && step.function !== undefined;
    label ||= UNNAMED;
    (at <= last ? path : below).push({
      label: step.repeats > 1 ? `${label} (x${step.repeats})` : label,
      class: called ? `function ${step.function.name}`.trimEnd() : step.class,
    });
    whole = step.class;
    part = '';
    label = '';
  }
  return { file: file ?? '', path, below };
}

function labelOf({ edge, class: name }: SnapshotStep, whole: string, part: string): string {
  switch (edge.type) {
    case 'property':
      return edge.isKey ? '[key]' : edge.text;
    case 'element':
      return '[i]';
    case 'context':
      return `{closure}.${edge.name}`;
    case 'shortcut':
    case 'hidden':
      return PART.test(name) ? '' : (IN_PART.get(part) ?? '');
  }
  if (name === 'Generator') return '{suspended}';
  const weak = /^value (in WeakMap \S+)?/.exec(edge.name);
  if (weak !== null) return `[value ${weak[1] ?? 'in a WeakMap'}]`;
  if (PART.test(name)) return '';
  if (IN_PART.has(part)) return IN_PART.get(part)!;
  if (part !== '' && !NAME.test(edge.name)) return IN_TABLE.get(whole) ?? '[i]';
  return NAME.test(edge.name) && edge.name.startsWith('bound_') ? `{${edge.name.replace('_', ' ')}}` : '';
}

/** A holder's name as it is told, without numbers that it is found by: one may be the id of somebody. */
export function nameWithoutKeys(shown: string): string {
  return shown.replace(/\[\d+\]/g, '[i]');
}
