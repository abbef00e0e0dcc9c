import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { composeHelpBar, type HelpBarOptions } from '../../src/keys/help-bar.js';
import { KEY_TABLE, type ScreenName } from '../../src/keys/key-table.js';

const style = createDrawingStyle({ color: false, ascii: false });
const SCREENS: readonly ScreenName[] = ['live', 'diff', 'flame', 'timeline', 'detail'];
const bar = (width: number, choices: Partial<HelpBarOptions> = {}) =>
  composeHelpBar({ width, style, screen: 'live', paused: false, costly: true, live: true, ...choices });

test.each(SCREENS)('where there is room, the bar of %s names every key that has a word', (screen) => {
  for (const { modes, keys, command, bar: word } of KEY_TABLE) {
    if (word === undefined || !modes.includes(screen)) continue;
    if (screen === 'live' && command === 'back') continue;
    expect(bar(400, { screen })).toContain(`${keys[0] === 'escape' ? 'esc' : keys[0]!} ${word}`);
  }
});

test.each(SCREENS)('the bar of %s fits its width, and never loses help and quit', (screen) => {
  for (let width = 24; width < 160; width++) {
    const line = bar(width, { screen });
    expect(line.length).toBeLessThanOrEqual(width);
    expect(line).toContain('? help');
    expect(line).toContain('q quit');
  }
});

test('in 80 columns stands what a newcomer needs in the first minute', () => {
  for (const word of ['enter detail', 'g GC now', 'b baseline', 'tab next view', 'y copy'])
    expect(bar(80)).toContain(word);
});

test('its words follow the state', () => {
  expect(bar(200, { paused: true })).toContain('p go on');
  expect(bar(200, { paused: true })).not.toContain('p pause');
});

test('what costs the process is not offered where it may not be asked for, nor what needs a live one', () => {
  expect(bar(400)).toMatch(/g GC now.*c snapshot.*x exact/);
  const readOnly = bar(400, { costly: false });
  for (const word of ['GC now', 'snapshot', 'exact']) expect(readOnly).not.toContain(word);
  expect(readOnly).toContain('p pause');
  expect(bar(400, { costly: false, live: false })).not.toContain('pause');
});
