import type { Phrase } from '../growth/phrase.js';
import type { FileLine } from './postmortem-report.js';

/** More files of one kind and state are told by the first and the last. */
const MOST_ALIKE = 3;
const MOST_LINES = 40;

/** The files in their order, a line for each; many alike in one line. */
export function filePhrases(files: readonly FileLine[]): Phrase[] {
  const lines = groupsOf(files).flatMap((group) =>
    group.length > MOST_ALIKE ? [groupPhrase(group)] : group.map(filePhrase),
  );
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), [`and ${more} more: --json lists all`]] : lines;
}

function groupsOf(files: readonly FileLine[]): FileLine[][] {
  const byTraits = new Map<string, FileLine[]>();
  for (const file of files) {
    const traits = JSON.stringify([file.kind, file.state, file.kind === 'capture' ? '' : file.note]);
    const group = byTraits.get(traits);
    if (group === undefined) byTraits.set(traits, [file]);
    else group.push(file);
  }
  return [...byTraits.values()];
}

function filePhrase({ path, kind, state, note }: FileLine): Phrase {
  return [{ name: path }, `: ${KINDS[kind].one}, ${state}${told(note)}`];
}

function groupPhrase(group: readonly FileLine[]): Phrase {
  const { kind, state, note } = group[0]!;
  return [
    `${group.length} ${KINDS[kind].many}, ${state}${kind === 'capture' ? '' : told(note)}: `,
    { name: group[0]!.path },
    ' to ',
    { name: group.at(-1)!.path },
  ];
}

function told(note: string): string {
  return note === '' ? '' : `; ${note}`;
}

const KINDS: Readonly<Record<FileLine['kind'], { readonly one: string; readonly many: string }>> = {
  capture: { one: 'capture', many: 'captures' },
  'heap-snapshot': { one: 'heap snapshot', many: 'heap snapshots' },
  'node-report': { one: 'node report', many: 'node reports' },
  log: { one: 'log', many: 'logs' },
  pod: { one: 'pod status', many: 'pod statuses' },
  profile: { one: 'profile', many: 'profiles' },
  unknown: { one: 'not used', many: 'files not used' },
};
