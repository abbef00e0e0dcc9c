import { fileURLToPath } from 'node:url';
import { PtyTerminal, type ScreenCell } from './pty-terminal.js';
import { cliPath } from './session-story.js';

export type ScreenGrid = readonly (readonly ScreenCell[])[];

export interface SavedScreensOptions {
  readonly columns: number;
  readonly rows: number;
  /** `ascii` is the barest terminal: a locale without UTF-8, and no colour. */
  readonly style: ScreenStyle;
}

export const SCREEN_STYLES = ['color', 'no-color', 'ascii'] as const;
export type ScreenStyle = (typeof SCREEN_STYLES)[number];

export const SAVED_SCREENS = ['live', 'help', 'detail', 'diff', 'flame', 'timeline'] as const;
export type SavedScreen = (typeof SAVED_SCREENS)[number];

/** The screen shows only the directory as it was typed, so that it is the same on every machine. */
const SERIES = 'fixtures/profiles/leaky-proxy';
const root = fileURLToPath(new URL('../../', import.meta.url));
const ENVIRONMENT: Readonly<Record<ScreenStyle, Readonly<Record<string, string>>>> = {
  color: { LC_ALL: 'C.UTF-8' },
  'no-color': { LC_ALL: 'C.UTF-8', NO_COLOR: '1' },
  ascii: { LC_ALL: 'C', NO_COLOR: '1' },
};
/** Cells around the screen in which nothing may stand. */
const BEYOND = 8;
const QUIET_MS = 400;

interface Step {
  readonly keys: string;
  /** All of it is there once the screen is. */
  readonly shows: readonly (string | RegExp)[];
  readonly screen?: SavedScreen;
  /** More comes, of which there may be nothing to see. */
  readonly goesOn?: true;
}

const LIVE = [
  '[1 Live]',
  /captures 14\b/,
  '!! LEAK  newSession',
  /^> !! LEAK .* 126 /m,
  '< create',
  'rows 1-',
];
/** The bar of the panel; in the table the error of the change follows it. */
const CALLER_PATH = /\+415K +[^±+ ]/;
const SOURCE_READ = /^(?![^]*reading the source)[^]*SOURCE/;
const STEPS: readonly Step[] = [
  { keys: '', shows: LIVE, screen: 'live' },
  { keys: '?', shows: ['FIRST MINUTE'], screen: 'help' },
  { keys: '\u001B', shows: LIVE },
  {
    keys: '\r',
    shows: ['[Detail]', SOURCE_READ, 'WHY THIS VERDICT'],
    screen: 'detail',
    goesOn: true,
  },
  { keys: '2', shows: ['[2 Diff]', '+ grew   newSession', CALLER_PATH, 'rows 1-'], screen: 'diff' },
  { keys: '3', shows: ['[3 Flame]', />newS/], screen: 'flame' },
  {
    keys: '4',
    shows: ['[4 Timeline]', / 8\.68M .* forced/],
    screen: 'timeline',
  },
];

/** Every screen that `heaptide open` has for a recorded series, from one process under a real pseudo terminal. */
export async function savedScreens(
  options: SavedScreensOptions,
): Promise<Readonly<Record<SavedScreen, ScreenGrid>>> {
  const { columns, rows, style } = options;
  const terminal = new PtyTerminal(process.execPath, [cliPath, 'open', SERIES], {
    columns,
    rows,
    cwd: root,
    env: { COLORTERM: '', ...ENVIRONMENT[style] },
    beyond: BEYOND,
  });
  try {
    const grids: Partial<Record<SavedScreen, ScreenGrid>> = {};
    for (const { keys, shows, screen, goesOn } of STEPS) {
      if (keys !== '') terminal.type(keys);
      for (const wanted of shows) await terminal.shows(wanted);
      if (goesOn) await terminal.quiet(QUIET_MS);
      await terminal.drawn();
      if (screen !== undefined) grids[screen] = within(terminal.cells(), options);
    }
    terminal.type('q');
    let hasQuit = false;
    void terminal.exited.then(() => (hasQuit = true));
    await terminal.until(() => hasQuit, 'the end of the program');
    return grids as Record<SavedScreen, ScreenGrid>;
  } finally {
    terminal.kill();
  }
}

/** One row of text per row of cells, as wide as the screen. */
export function textOf(grid: ScreenGrid): readonly string[] {
  return grid.map((cells) => cells.map(({ text }) => text).join(''));
}

/** The cells of the screen itself; fails where something stands beyond. */
function within(grid: ScreenGrid, { columns, rows }: SavedScreensOptions): ScreenGrid {
  const outside = [...grid.slice(rows), ...grid.slice(0, rows).map((cells) => cells.slice(columns))];
  const stray = textOf(outside).filter((text) => text.trim() !== '');
  if (stray.length > 0) throw new Error(`beyond ${columns}x${rows} stands: ${stray.join(', ')}`);
  return grid.slice(0, rows).map((cells) => cells.slice(0, columns));
}
