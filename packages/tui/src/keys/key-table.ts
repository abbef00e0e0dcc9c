import type { KeyBinding, KeyCommand, KeyMode } from './key-binding.js';

export type { KeyBinding, KeyCommand, KeyGroup, KeyMode, ScreenName } from './key-binding.js';

const VIEWS = ['live', 'diff', 'flame', 'timeline'] as const;
const SCREENS = [...VIEWS, 'detail', 'why'] as const;
/** Screens of which a row is selected, and one that is read line by line. */
const TABLES = ['live', 'diff', 'timeline', 'detail', 'why'] as const;
const SCROLLED = [...SCREENS, 'help'] as const;
/** Where a line is typed. */
const LINES = ['filter', 'note'] as const;
const EVERYWHERE = [...SCROLLED, 'confirm', 'export', ...LINES] as const;

/** Keys, one blank between two; what they do; that in words for the help page; and in a word for the help bar. */
type KeyRow = readonly [keys: string, command: KeyCommand, help: string, bar?: string];
type Shared = Pick<KeyBinding, 'group' | 'costly' | 'live'>;

/** Every key there is. The help bar, the help page and the key table of the documentation are made from it, in this order. */
export const KEY_TABLE: readonly KeyBinding[] = [
  ...bind([...TABLES, 'help'], { group: 'move' }, [
    ['j down', 'down', 'next row'],
    ['k up', 'up', 'previous row'],
  ]),
  ...bind(['flame'], { group: 'move' }, [
    ['j down', 'down', 'largest child'],
    ['k up', 'up', 'parent'],
    ['h left', 'left', 'sibling before'],
    ['l right', 'right', 'sibling after'],
  ]),
  ...bind(SCROLLED, { group: 'move' }, [
    ['ctrl-d', 'half-down', 'half a page down'],
    ['ctrl-u', 'half-up', 'half a page up'],
    ['pagedown', 'page-down', 'page down'],
    ['pageup', 'page-up', 'page up'],
    ['home', 'top', 'first (gg too)'],
    ['G end', 'bottom', 'last'],
  ]),

  ...bind(SCREENS, { group: 'view' }, [
    ['1', 'view-live', 'live: what grows'],
    ['2', 'view-diff', 'diff of two captures'],
    ['3', 'view-flame', 'flame: by call path'],
    ['4', 'view-timeline', 'timeline of captures'],
  ]),
  ...bind([...VIEWS, 'why'], { group: 'view' }, [
    ['tab', 'next-view', 'next view', 'next view'],
    ['shift-tab', 'previous-view', 'previous view'],
  ]),
  ...bind(['detail'], { group: 'view' }, [
    ['tab', 'next-pane', 'next pane', 'pane'],
    ['shift-tab', 'previous-pane', 'pane before'],
  ]),
  ...bind(['live', 'why'], { group: 'view' }, [['enter l', 'open', 'detail of the site', 'detail']]),
  ...bind(['diff'], { group: 'view' }, [['enter l d', 'open-detail', 'detail of the site', 'detail']]),
  ...bind(['flame'], { group: 'view' }, [
    ['enter', 'open', 'zoom in', 'zoom'],
    ['d', 'open-detail', 'detail of the function', 'detail'],
  ]),
  ...bind(['timeline'], { group: 'view' }, [['enter l', 'open', 'diff A to B', 'diff A..B']]),
  ...bind(['detail'], { group: 'view' }, [['enter l', 'open', 'follow the call', 'follow']]),
  ...bind(TABLES, { group: 'view' }, [['escape h', 'back', 'back, never quits', 'back']]),
  ...bind(['flame'], { group: 'view' }, [
    ['escape', 'back', 'back, never quits', 'back'],
    ['backspace', 'zoom-out', 'zoom out', 'out'],
    ['0', 'zoom-reset', 'whole picture'],
  ]),
  ...bind(['live', 'diff', 'flame'], { group: 'view' }, [['/', 'filter', 'filter, search', 'filter']]),
  ...bind(['flame'], { group: 'view' }, [
    ['n', 'next-match', 'next match'],
    ['N', 'previous-match', 'match before'],
  ]),
  ...bind(['live', 'diff'], { group: 'view' }, [
    ['s', 'sort', 'sort by the next', 'sort'],
    ['S', 'reverse', 'reverse the order'],
  ]),
  ...bind(['live'], { group: 'view' }, [['f', 'relevant', 'suspects, or all', 'suspects']]),
  ...bind(['diff'], { group: 'view' }, [['f', 'relevant', 'noise, or not', 'noise']]),
  ...bind(['live', 'diff', 'detail'], { group: 'view' }, [['u', 'unit', 'unit of work', 'unit']]),
  ...bind(['diff', 'flame'], { group: 'view' }, [['m', 'metric', 'bytes or objects', 'metric']]),
  ...bind(['flame'], { group: 'view' }, [['i', 'invert', 'callers below', 'invert']]),
  ...bind(['diff', 'flame'], { group: 'view' }, [
    ['[', 'a-earlier', 'A earlier'],
    [']', 'a-later', 'A later'],
    ['{', 'b-earlier', 'B earlier'],
    ['}', 'b-later', 'B later'],
    ['v', 'swap', 'swap A and B', 'swap'],
  ]),

  ...bind(['live', 'diff', 'flame', 'detail', 'why'], { group: 'act', live: true }, [
    ['p space', 'pause', 'pause the screen', 'pause'],
  ]),
  ...bind(['timeline'], { group: 'act', live: true }, [['p', 'pause', 'pause the screen']]),
  ...bind(['timeline'], { group: 'act' }, [
    ['space', 'mark', 'mark as A or B', 'mark A/B'],
    ['P', 'pin', 'pin the capture', 'pin'],
    ['N', 'note', 'write a note', 'note'],
  ]),
  ...bind(SCREENS, { group: 'act', costly: true, live: true }, [
    ['g', 'ask-capture', 'GC and capture', 'GC now'],
    ['c', 'ask-snapshot', 'heap snapshot', 'snapshot'],
    ['x', 'ask-exact', 'exact sites', 'exact'],
  ]),
  ...bind(['live', 'detail', 'why'], { group: 'act', costly: true, live: true }, [
    ['w', 'ask-why', 'why: who keeps it', 'why'],
  ]),
  ...bind(SCREENS, { group: 'act' }, [
    ['b', 'set-baseline', 'baseline is now', 'baseline'],
    ['B', 'clear-baseline', 'drop the baseline'],
  ]),
  ...bind(['live', 'timeline'], { group: 'act', costly: true, live: true }, [
    ['+', 'faster', 'capture more often'],
    ['-', 'slower', 'capture less often'],
  ]),
  ...bind(SCREENS, { group: 'act' }, [
    ['y', 'copy', 'copy as markdown', 'copy'],
    ['e', 'export', 'export to a file', 'export'],
    ['o', 'edit', 'open in $EDITOR'],
    ['?', 'help', 'this page', 'help'],
    ['q', 'quit', 'quit', 'quit'],
  ]),

  ...bind(['confirm'], { group: 'act' }, [
    ['enter', 'confirm', 'do it'],
    ['escape', 'dismiss', 'leave it'],
  ]),
  ...bind(['confirm'], { group: 'move' }, [['g', 'top', 'first row']]),
  ...bind(LINES, { group: 'view' }, [
    ['enter', 'accept', 'keep what was typed'],
    ['escape', 'cancel', 'drop what was typed'],
    ['backspace', 'erase', 'erase a character'],
    ['ctrl-u', 'erase-all', 'erase all'],
  ]),
  ...bind(['export'], { group: 'act' }, [
    ['p', 'export-pprof', 'the capture as pprof'],
    ['s', 'export-svg', 'a flame graph as SVG'],
    ['j', 'export-json', 'the report as JSON'],
    ['m', 'export-markdown', 'the report as markdown'],
  ]),
  ...bind(EVERYWHERE, { group: 'act' }, [
    ['ctrl-c', 'quit', 'quit'],
    ['ctrl-z', 'suspend', 'suspend (fg)'],
  ]),
];

function bind(modes: readonly KeyMode[], shared: Shared, rows: readonly KeyRow[]): readonly KeyBinding[] {
  return rows.map(([keys, command, help, bar]) => ({
    modes,
    keys: keys.split(' '),
    command,
    help,
    ...shared,
    ...(bar === undefined ? {} : { bar }),
  }));
}
