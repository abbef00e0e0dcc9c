import { format } from 'prettier';
import { expect, test } from 'vitest';
import { keyLabel } from '../../src/keys/help-bar.js';
import { keyTableMarkdown } from '../../src/help/key-table-markdown.js';
import { type KeyBinding, KEY_TABLE } from '../../src/keys/key-table.js';

const binding: KeyBinding = { modes: ['live'], keys: ['j'], command: 'down', group: 'move', help: 'next' };

test('every binding has a row', () => {
  const rows = keyTableMarkdown(KEY_TABLE)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows).toHaveLength(KEY_TABLE.length);
  for (const { keys, help } of KEY_TABLE) {
    const names = keys.map((key) => `\`${keyLabel(key)}\``).join(' ');
    expect(rows.some((row) => row.startsWith(`| ${names} `) && row.includes(help))).toBe(true);
  }
});

test('prettier leaves it as it is', async () => {
  const written = keyTableMarkdown(KEY_TABLE);
  expect(await format(written, { parser: 'markdown', printWidth: 110 })).toBe(written);
});

test('words of a binding are no markup', () => {
  const text = keyTableMarkdown([{ ...binding, help: 'a|b *c* <d>' }]);
  expect(text).toContain('a\\|b \\*c\\* \\<d\\>');
});

test('it says where a key works and what it asks for', () => {
  const costly: KeyBinding = {
    ...binding,
    modes: ['live', 'diff', 'flame', 'timeline', 'detail', 'why', 'help'],
    costly: true,
    live: true,
  };
  expect(keyTableMarkdown([costly])).toContain('next (not with `--read-only`, live only) | everywhere');
  expect(keyTableMarkdown([{ ...binding, modes: ['live', 'help'] }])).toMatch(/next +\| live +\|/);
});
