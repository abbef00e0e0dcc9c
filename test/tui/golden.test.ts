import { beforeAll, describe, expect, test } from 'vitest';
import { type CellRun, cellRuns } from '../support/cell-runs.js';
import { describedRuns } from '../support/described-runs.js';
import {
  SAVED_SCREENS,
  type SavedScreen,
  savedScreens,
  SCREEN_STYLES,
  type ScreenGrid,
  type ScreenStyle,
  textOf,
} from '../support/saved-screens.js';
import { drawPicture, PICTURE_SIZE, SCREEN_PICTURES } from '../support/screen-pictures.js';

// `vitest -u` writes the golden files anew: the text of a screen, its text in ASCII, and what of it is coloured.
type Screens = Readonly<Record<SavedScreen, ScreenGrid>>;

const VIEWS: Readonly<Record<SavedScreen, string>> = {
  live: '[1 Live]',
  help: '[1 Live]',
  detail: '[Detail]',
  diff: '[2 Diff]',
  flame: '[3 Flame]',
  timeline: '[4 Timeline]',
};
const VERDICT = /^(?:!! (?:LEAK|BACKLOG)| ! GROWING| = BOUNDED| {3}FLAT| - SHRINKING| \* NEW) /;
const CHANGE = /^(?:\+ grew|\* new|- shrank|x gone|~ noise|= same) /;
const RULE = '--';
/** What says the same as the colour of a text, within that text. */
const SAYS: Readonly<Record<number, RegExp>> = {
  1: /!!|\+/,
  2: /-|\bx\b|^░+$/,
  3: /[!+*?]|^█+$/,
  6: /\S/,
};
const BARE: CellRun['look'] = { bold: false, dim: false, inverse: false, color: -1, other: false };

describe.each([
  [80, 24],
  [100, 30],
  [160, 50],
])('at %dx%d', (columns, rows) => {
  let drawn: Readonly<Record<ScreenStyle, Screens>>;
  beforeAll(async () => {
    const taken = await Promise.all(SCREEN_STYLES.map((style) => savedScreens({ columns, rows, style })));
    drawn = Object.fromEntries(SCREEN_STYLES.map((style, index) => [style, taken[index]])) as typeof drawn;
  });
  const golden = (name: string) => `golden/${columns}x${rows}/${name}.txt`;

  describe.each(SAVED_SCREENS)('%s', (screen) => {
    test('looks as it did', async () => {
      await expect(fileOf(textOf(drawn.color[screen]))).toMatchFileSnapshot(golden(screen));
      await expect(fileOf(describedRuns(drawn.color[screen]))).toMatchFileSnapshot(golden(`${screen}.color`));
      await expect(fileOf(textOf(drawn.ascii[screen]))).toMatchFileSnapshot(golden(`${screen}.ascii`));
    });

    test('has the same text without colour, and nothing else', () => {
      expect(textOf(drawn['no-color'][screen])).toEqual(textOf(drawn.color[screen]));
      for (const style of ['no-color', 'ascii'] as const)
        for (const { look } of drawn[style][screen].flatMap(cellRuns)) expect(look).toEqual(BARE);
    });

    test('is printable ASCII where there is nothing else', () => {
      for (const line of textOf(drawn.ascii[screen])) {
        expect(line).toMatch(/^[ -~]*$/);
        // Signs of our own have another form there.
        expect(line).not.toContain('<U+');
      }
    });

    test.each(SCREEN_STYLES)('has its header and its footer where they belong (%s)', (style) => {
      const lines = textOf(drawn[style][screen]);
      const isLive = VIEWS[screen] === VIEWS.live;
      const verdict = !isLive ? 1 : rows < 30 ? 3 : 4;
      expect(lines[0]).toMatch(/^ heaptide .* SAVED {2}2026-11-22 18:24 $/);
      expect(lines[0]).toContain(VIEWS[screen]);
      expect(lines[verdict]).toMatch(/^ !! LEAK {2}newSession keeps 126 B per session .* $/);
      expect(lines.at(-3)).toBe('-'.repeat(columns));
      expect(lines.at(-2)).toMatch(/^ \S.* $/);
      expect(lines.at(-1)).toMatch(screen === 'help' ? /^ j next row/ : /^ tab .* \? help {2}q quit +$/);
    });

    test('uses colour only for what the text says as well', () => {
      for (const row of drawn.color[screen].map(cellRuns)) {
        const isCursor = row[0]?.text.startsWith('>') === true;
        for (const { text, look } of row) {
          expect(look.other).toBe(false);
          if (look.color >= 0 && text.trim() !== '') expect(text).toMatch(SAYS[look.color] ?? /^never$/);
          // The cursor of a table, of a flame graph, or of the time axis and the capture above it.
          if (look.inverse && !isCursor) expect(text).toMatch(/^>|^[o^]$/);
        }
      }
    });
  });

  test.each(SCREEN_STYLES)('every verdict and every change is a sign and a word (%s)', (style) => {
    const sites = tableRows(drawn[style].live);
    expect(sites.length).toBeGreaterThan(10);
    for (const line of sites) expect(line.slice(2)).toMatch(VERDICT);
    expect(sites[0]).toMatch(/^> !! LEAK +newSession /);
    const changes = tableRows(drawn[style].diff).filter((line) => !line.includes('more within'));
    expect(changes).toHaveLength(3);
    for (const line of changes) expect(line.slice(2)).toMatch(CHANGE);
    expect(textOf(drawn[style].detail)[2]).toMatch(/^ newSession {3}!! LEAK /);
  });

  test.each(columns === PICTURE_SIZE.columns ? SCREEN_PICTURES : [])(
    'the picture of $screen is what `npm run pictures` draws',
    async (picture) => {
      await expect(drawPicture(picture, drawn.color)).toMatchFileSnapshot(
        `../../docs/images/${picture.file}`,
      );
    },
  );
});

/** What stands between the second rule of a screen and the third, without blank lines. */
function tableRows(grid: ScreenGrid): readonly string[] {
  const lines = textOf(grid).map((line) => line.slice(0, 100));
  const rules = lines.flatMap((line, row) => (line.startsWith(RULE) ? [row] : []));
  return lines.slice(rules[1]! + 1, rules[2]).filter((line) => line.trim() !== '');
}

function fileOf(lines: readonly string[]): string {
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
