import { keyLabel } from '../keys/help-bar.js';
import type { KeyBinding, KeyGroup, KeyMode } from '../keys/key-table.js';

const GROUPS: readonly (readonly [group: KeyGroup, title: string])[] = [
  ['move', 'Move'],
  ['view', 'View'],
  ['act', 'Act'],
];
const SCREENS: readonly KeyMode[] = ['live', 'diff', 'flame', 'timeline', 'detail', 'why'];
const TITLES = ['key', 'does', 'where'];

/** The key table for the documentation, in the form in which prettier leaves it. */
export function keyTableMarkdown(table: readonly KeyBinding[]): string {
  const onScreens = table.filter(({ modes }) => modes.some((mode) => SCREENS.includes(mode)));
  const aside = table.filter((binding) => !onScreens.includes(binding));
  const sections = [
    ...GROUPS.map(
      ([group, title]) => [title, onScreens.filter((binding) => binding.group === group)] as const,
    ),
    ['Typing and questions', aside] as const,
  ];
  const parts = sections
    .filter(([, bindings]) => bindings.length > 0)
    .map(([title, bindings]) => `### ${title}\n\n${markdownTable(bindings.map(cells))}`);
  return `${parts.join('\n\n')}\n`;
}

function cells({ keys, help, modes, costly, live }: KeyBinding): readonly string[] {
  const remarks = [
    ...(costly === true ? ['not with `--read-only`'] : []),
    ...(live === true ? ['live only'] : []),
  ];
  const does = escaped(help) + (remarks.length === 0 ? '' : ` (${remarks.join(', ')})`);
  return [keys.map((key) => `\`${keyLabel(key)}\``).join(' '), does, places(modes)];
}

function places(modes: readonly KeyMode[]): string {
  if (SCREENS.every((screen) => modes.includes(screen))) return 'everywhere';
  return modes.filter((mode) => mode !== 'help').join(', ');
}

function escaped(text: string): string {
  return text.replace(/[\\`*_<>|]/g, '\\$&');
}

function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = TITLES.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(TITLES), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
