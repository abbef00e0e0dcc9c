import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { composeHelpBar } from '../../src/keys/help-bar.js';
import { composeHelpOverlay } from '../../src/keys/help-overlay.js';
import { KEY_TABLE } from '../../src/keys/key-table.js';

const style = createDrawingStyle({ color: false, ascii: false });
const bar = (width: number, choices = {}) =>
  composeHelpBar({ width, style, paused: false, detailOpen: false, ...choices });

test('the help bar names every key that has a word where there is room', () => {
  for (const { keys, bar: word } of KEY_TABLE) {
    if (word !== undefined) expect(bar(160)).toContain(`${keys[0] === 'escape' ? 'esc' : keys[0]!} ${word}`);
  }
});

test('it fits its width, and never loses help and quit', () => {
  for (let width = 24; width < 160; width++) {
    const line = bar(width);
    expect(line.length).toBeLessThanOrEqual(width);
    expect(line).toContain('? help');
    expect(line).toContain('q quit');
  }
});

test('its words follow the state', () => {
  expect(bar(100, { paused: true })).toContain('p go on');
  expect(bar(100, { detailOpen: true })).toContain('enter close');
});

test('the help page names every key of the table and fits 80x24', () => {
  const lines = composeHelpOverlay({ width: 80, height: 17, style });
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  const page = lines.join('\n');
  for (const { mode, keys, help } of KEY_TABLE) {
    if (mode !== 'table') continue;
    expect(page).toContain(help);
    for (const key of keys) expect(page).toContain(key === 'escape' ? 'esc' : key);
  }
  expect(page).toContain('too young to judge');
});
