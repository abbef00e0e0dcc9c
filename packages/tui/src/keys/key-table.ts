/** The screens that a number key or tab leads to, and the detail of a site. */
export type ScreenName = 'live' | 'diff' | 'flame' | 'timeline' | 'detail';

/** What the keys mean depends on what has the floor: a screen, the help page, a question, or a line that is typed. */
export type KeyMode = ScreenName | 'help' | 'confirm' | 'filter' | 'note' | 'export';

export type KeyCommand =
  | 'down'
  | 'up'
  | 'left'
  | 'right'
  | 'half-down'
  | 'half-up'
  | 'page-down'
  | 'page-up'
  | 'top'
  | 'bottom'
  | 'open'
  | 'open-detail'
  | 'back'
  | 'view-live'
  | 'view-diff'
  | 'view-flame'
  | 'view-timeline'
  | 'next-view'
  | 'previous-view'
  | 'next-pane'
  | 'previous-pane'
  | 'pause'
  | 'ask-capture'
  | 'ask-snapshot'
  | 'ask-exact'
  | 'confirm'
  | 'dismiss'
  | 'set-baseline'
  | 'clear-baseline'
  | 'faster'
  | 'slower'
  | 'sort'
  | 'reverse'
  | 'filter'
  | 'next-match'
  | 'previous-match'
  | 'unit'
  | 'metric'
  | 'relevant'
  | 'invert'
  | 'zoom-out'
  | 'zoom-reset'
  | 'a-earlier'
  | 'a-later'
  | 'b-earlier'
  | 'b-later'
  | 'swap'
  | 'mark'
  | 'pin'
  | 'note'
  | 'copy'
  | 'export'
  | 'export-pprof'
  | 'export-svg'
  | 'export-json'
  | 'export-markdown'
  | 'edit'
  | 'accept'
  | 'cancel'
  | 'erase'
  | 'erase-all'
  | 'help'
  | 'suspend'
  | 'quit';

export type KeyGroup = 'move' | 'view' | 'act';

export interface KeyBinding {
  readonly modes: readonly KeyMode[];
  /** Key names as {@link keyNames} gives them. */
  readonly keys: readonly string[];
  readonly command: KeyCommand;
  readonly group: KeyGroup;
  /** What it does, for the help page. */
  readonly help: string;
  /** Its word in the help bar; a binding without one stands on the help page only. */
  readonly bar?: string;
  /** It costs the watched process something: not there in a watch that only reads. */
  readonly costly?: true;
  /** Of use only while captures come in. */
  readonly live?: true;
}

const TABLES = ['live', 'diff', 'timeline', 'detail', 'help'] as const;
const VIEWS = ['live', 'diff', 'flame', 'timeline'] as const;
const SCREENS = [...VIEWS, 'detail'] as const;
const LINES = ['filter', 'note'] as const;
const SCROLLED = [...SCREENS, 'help'] as const;

/** Every key there is. The help bar, the help page and the key table of the documentation are made from it, in this order. */
export const KEY_TABLE: readonly KeyBinding[] = [
  { modes: TABLES, keys: ['j', 'down'], command: 'down', group: 'move', help: 'next row' },
  { modes: TABLES, keys: ['k', 'up'], command: 'up', group: 'move', help: 'previous row' },
  { modes: ['flame'], keys: ['j', 'down'], command: 'down', group: 'move', help: 'flame: largest child' },
  { modes: ['flame'], keys: ['k', 'up'], command: 'up', group: 'move', help: 'flame: parent' },
  { modes: ['flame'], keys: ['h', 'left'], command: 'left', group: 'move', help: 'flame: sibling before' },
  { modes: ['flame'], keys: ['l', 'right'], command: 'right', group: 'move', help: 'flame: sibling after' },
  { modes: SCROLLED, keys: ['ctrl-d'], command: 'half-down', group: 'move', help: 'half a page down' },
  { modes: SCROLLED, keys: ['ctrl-u'], command: 'half-up', group: 'move', help: 'half a page up' },
  { modes: SCROLLED, keys: ['pagedown'], command: 'page-down', group: 'move', help: 'page down' },
  { modes: SCROLLED, keys: ['pageup'], command: 'page-up', group: 'move', help: 'page up' },
  { modes: SCROLLED, keys: ['home'], command: 'top', group: 'move', help: 'first (gg too)' },
  { modes: SCROLLED, keys: ['G', 'end'], command: 'bottom', group: 'move', help: 'last' },

  { modes: SCREENS, keys: ['1'], command: 'view-live', group: 'view', help: 'live: what grows' },
  { modes: SCREENS, keys: ['2'], command: 'view-diff', group: 'view', help: 'diff of two captures' },
  { modes: SCREENS, keys: ['3'], command: 'view-flame', group: 'view', help: 'flame: by call path' },
  { modes: SCREENS, keys: ['4'], command: 'view-timeline', group: 'view', help: 'timeline of captures' },
  { modes: VIEWS, keys: ['tab'], command: 'next-view', group: 'view', help: 'next view', bar: 'next view' },
  { modes: VIEWS, keys: ['shift-tab'], command: 'previous-view', group: 'view', help: 'previous view' },
  {
    modes: ['detail'],
    keys: ['tab'],
    command: 'next-pane',
    group: 'view',
    help: 'detail: next pane',
    bar: 'pane',
  },
  {
    modes: ['detail'],
    keys: ['shift-tab'],
    command: 'previous-pane',
    group: 'view',
    help: 'detail: pane before',
  },
  {
    modes: ['live'],
    keys: ['enter', 'l'],
    command: 'open',
    group: 'view',
    help: 'detail of the site',
    bar: 'detail',
  },
  {
    modes: ['diff'],
    keys: ['enter', 'l', 'd'],
    command: 'open-detail',
    group: 'view',
    help: 'detail of the site',
    bar: 'detail',
  },
  { modes: ['flame'], keys: ['enter'], command: 'open', group: 'view', help: 'flame: zoom in', bar: 'zoom' },
  {
    modes: ['flame'],
    keys: ['d'],
    command: 'open-detail',
    group: 'view',
    help: 'detail of the function',
    bar: 'detail',
  },
  {
    modes: ['timeline'],
    keys: ['enter', 'l'],
    command: 'open',
    group: 'view',
    help: 'timeline: diff A to B',
    bar: 'diff A..B',
  },
  {
    modes: ['detail'],
    keys: ['enter', 'l'],
    command: 'open',
    group: 'view',
    help: 'detail: follow the call',
    bar: 'follow',
  },
  {
    modes: ['live', 'diff', 'timeline', 'detail'],
    keys: ['escape', 'h'],
    command: 'back',
    group: 'view',
    help: 'back, never quits',
    bar: 'back',
  },
  {
    modes: ['flame'],
    keys: ['escape'],
    command: 'back',
    group: 'view',
    help: 'back, never quits',
    bar: 'back',
  },
  {
    modes: ['flame'],
    keys: ['backspace'],
    command: 'zoom-out',
    group: 'view',
    help: 'flame: zoom out',
    bar: 'out',
  },
  { modes: ['flame'], keys: ['0'], command: 'zoom-reset', group: 'view', help: 'flame: whole picture' },
  {
    modes: ['live', 'diff', 'flame'],
    keys: ['/'],
    command: 'filter',
    group: 'view',
    help: 'filter, search',
    bar: 'filter',
  },
  { modes: ['flame'], keys: ['n'], command: 'next-match', group: 'view', help: 'flame: next match' },
  { modes: ['flame'], keys: ['N'], command: 'previous-match', group: 'view', help: 'flame: match before' },
  {
    modes: ['live', 'diff'],
    keys: ['s'],
    command: 'sort',
    group: 'view',
    help: 'sort by the next',
    bar: 'sort',
  },
  { modes: ['live', 'diff'], keys: ['S'], command: 'reverse', group: 'view', help: 'reverse the order' },
  {
    modes: ['live', 'diff'],
    keys: ['f'],
    command: 'relevant',
    group: 'view',
    help: 'suspects, or all',
    bar: 'suspects',
  },
  {
    modes: ['live', 'diff', 'detail'],
    keys: ['u'],
    command: 'unit',
    group: 'view',
    help: 'unit of work',
    bar: 'unit',
  },
  {
    modes: ['diff', 'flame'],
    keys: ['m'],
    command: 'metric',
    group: 'view',
    help: 'bytes or objects',
    bar: 'metric',
  },
  {
    modes: ['flame'],
    keys: ['i'],
    command: 'invert',
    group: 'view',
    help: 'flame: callers below',
    bar: 'invert',
  },
  { modes: ['diff', 'flame'], keys: ['['], command: 'a-earlier', group: 'view', help: 'diff: A earlier' },
  { modes: ['diff', 'flame'], keys: [']'], command: 'a-later', group: 'view', help: 'diff: A later' },
  { modes: ['diff', 'flame'], keys: ['{'], command: 'b-earlier', group: 'view', help: 'diff: B earlier' },
  { modes: ['diff', 'flame'], keys: ['}'], command: 'b-later', group: 'view', help: 'diff: B later' },
  {
    modes: ['diff', 'flame'],
    keys: ['v'],
    command: 'swap',
    group: 'view',
    help: 'diff: swap A and B',
    bar: 'swap',
  },

  {
    modes: ['live', 'diff', 'flame', 'detail'],
    keys: ['p', 'space'],
    command: 'pause',
    group: 'act',
    help: 'pause the screen',
    bar: 'pause',
    live: true,
  },
  { modes: ['timeline'], keys: ['p'], command: 'pause', group: 'act', help: 'pause the screen', live: true },
  {
    modes: ['timeline'],
    keys: ['space'],
    command: 'mark',
    group: 'act',
    help: 'timeline: mark A, B',
    bar: 'mark A/B',
  },
  { modes: ['timeline'], keys: ['P'], command: 'pin', group: 'act', help: 'timeline: keep it', bar: 'pin' },
  { modes: ['timeline'], keys: ['N'], command: 'note', group: 'act', help: 'timeline: note', bar: 'note' },
  {
    modes: SCREENS,
    keys: ['g'],
    command: 'ask-capture',
    group: 'act',
    help: 'GC and capture',
    bar: 'GC now',
    costly: true,
    live: true,
  },
  {
    modes: SCREENS,
    keys: ['c'],
    command: 'ask-snapshot',
    group: 'act',
    help: 'heap snapshot',
    bar: 'snapshot',
    costly: true,
    live: true,
  },
  {
    modes: SCREENS,
    keys: ['x'],
    command: 'ask-exact',
    group: 'act',
    help: 'exact sites',
    bar: 'exact',
    costly: true,
    live: true,
  },
  {
    modes: SCREENS,
    keys: ['b'],
    command: 'set-baseline',
    group: 'act',
    help: 'baseline is now',
    bar: 'baseline',
  },
  { modes: SCREENS, keys: ['B'], command: 'clear-baseline', group: 'act', help: 'drop the baseline' },
  {
    modes: ['live', 'timeline'],
    keys: ['+'],
    command: 'faster',
    group: 'act',
    help: 'capture more often',
    live: true,
  },
  {
    modes: ['live', 'timeline'],
    keys: ['-'],
    command: 'slower',
    group: 'act',
    help: 'capture less often',
    live: true,
  },
  { modes: SCREENS, keys: ['y'], command: 'copy', group: 'act', help: 'copy as markdown', bar: 'copy' },
  { modes: SCREENS, keys: ['e'], command: 'export', group: 'act', help: 'export to a file', bar: 'export' },
  { modes: SCREENS, keys: ['o'], command: 'edit', group: 'act', help: 'open in $EDITOR' },
  { modes: SCREENS, keys: ['?'], command: 'help', group: 'act', help: 'this page', bar: 'help' },
  { modes: SCREENS, keys: ['q'], command: 'quit', group: 'act', help: 'quit (ctrl-c too)', bar: 'quit' },

  { modes: ['confirm'], keys: ['enter'], command: 'confirm', group: 'act', help: 'do it' },
  { modes: ['confirm'], keys: ['escape'], command: 'dismiss', group: 'act', help: 'leave it' },
  { modes: ['confirm'], keys: ['g'], command: 'top', group: 'move', help: 'first row' },

  { modes: LINES, keys: ['enter'], command: 'accept', group: 'view', help: 'keep what was typed' },
  { modes: LINES, keys: ['escape'], command: 'cancel', group: 'view', help: 'drop what was typed' },
  { modes: LINES, keys: ['backspace'], command: 'erase', group: 'view', help: 'erase a character' },
  { modes: LINES, keys: ['ctrl-u'], command: 'erase-all', group: 'view', help: 'erase all' },

  { modes: ['export'], keys: ['p'], command: 'export-pprof', group: 'act', help: 'the capture as pprof' },
  { modes: ['export'], keys: ['s'], command: 'export-svg', group: 'act', help: 'a flame graph as SVG' },
  { modes: ['export'], keys: ['j'], command: 'export-json', group: 'act', help: 'the report as JSON' },
  {
    modes: ['export'],
    keys: ['m'],
    command: 'export-markdown',
    group: 'act',
    help: 'the report as markdown',
  },

  {
    modes: [...SCREENS, 'help', 'confirm', 'export', ...LINES],
    keys: ['ctrl-c'],
    command: 'quit',
    group: 'act',
    help: 'quit',
  },
  {
    modes: [...SCREENS, 'help', 'confirm', 'export', ...LINES],
    keys: ['ctrl-z'],
    command: 'suspend',
    group: 'act',
    help: 'suspend (fg)',
  },
];
