import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keyTableMarkdown } from '../../src/help/key-table-markdown.js';
import { KEY_TABLE } from '../../src/keys/key-table.js';
import { THEMES } from '../../src/drawing/drawing-style.js';
import { VERDICT_SIGNS } from '../../src/sites/verdict-sign.js';

const path = fileURLToPath(new URL('../../../../docs/watch.md', import.meta.url));
const page = readFileSync(path, 'utf8');
const BEGIN = '<!-- written from packages/tui/src/keys/key-table.ts -->\n';
const END = '<!-- end -->\n';

test('the keys on the page are those of the table (vitest -u writes them)', async () => {
  const parts = page.split(BEGIN).flatMap((part) => part.split(END));
  expect(parts).toHaveLength(3);
  const [before, , after] = parts as [string, string, string];
  const written = `${before}${BEGIN}\n${keyTableMarkdown(KEY_TABLE)}\n${END}${after}`;
  await expect(written).toMatchFileSnapshot(path);
});

test('the page explains every verdict in the words of the help page', () => {
  for (const { word, meaning } of Object.values(VERDICT_SIGNS)) {
    expect(page).toMatch(new RegExp(`^\\| \`${word}\` +\\| ${meaning} +\\|$`, 'm'));
  }
});

test('the page has every theme', () => {
  for (const theme of THEMES) expect(page).toContain(`| \`--theme ${theme}\` `);
});
