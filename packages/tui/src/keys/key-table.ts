/** What the keys mean depends on what has the floor. */
export type KeyMode = 'table' | 'confirm' | 'filter' | 'help';

export type KeyCommand =
  | 'down'
  | 'up'
  | 'half-down'
  | 'half-up'
  | 'page-down'
  | 'page-up'
  | 'top'
  | 'bottom'
  | 'toggle-detail'
  | 'back'
  | 'pause'
  | 'ask-capture'
  | 'capture'
  | 'dismiss'
  | 'set-baseline'
  | 'clear-baseline'
  | 'sort'
  | 'reverse'
  | 'filter'
  | 'filter-accept'
  | 'filter-cancel'
  | 'filter-erase'
  | 'filter-clear'
  | 'help'
  | 'suspend'
  | 'quit';

export type KeyGroup = 'move' | 'act' | 'view';

export interface KeyBinding {
  readonly mode: KeyMode;
  /** Key names as {@link keyNames} gives them. */
  readonly keys: readonly string[];
  readonly command: KeyCommand;
  readonly group: KeyGroup;
  /** What it does, for the help page. */
  readonly help: string;
  /** Its word in the help bar; a binding without one stands on the help page only. */
  readonly bar?: string;
}

/** Every key there is. The help bar and the help page are made from it, in this order. */
export const KEY_TABLE: readonly KeyBinding[] = [
  { mode: 'table', keys: ['j', 'down'], command: 'down', group: 'move', help: 'next site' },
  { mode: 'table', keys: ['k', 'up'], command: 'up', group: 'move', help: 'previous site' },
  { mode: 'table', keys: ['ctrl-d'], command: 'half-down', group: 'move', help: 'half page down' },
  { mode: 'table', keys: ['ctrl-u'], command: 'half-up', group: 'move', help: 'half page up' },
  { mode: 'table', keys: ['pagedown'], command: 'page-down', group: 'move', help: 'page down' },
  { mode: 'table', keys: ['pageup'], command: 'page-up', group: 'move', help: 'page up' },
  { mode: 'table', keys: ['home'], command: 'top', group: 'move', help: 'first (gg too)' },
  { mode: 'table', keys: ['G', 'end'], command: 'bottom', group: 'move', help: 'last site' },
  {
    mode: 'table',
    keys: ['enter', 'l'],
    command: 'toggle-detail',
    group: 'view',
    help: 'detail of the site',
    bar: 'detail',
  },
  { mode: 'table', keys: ['escape', 'h'], command: 'back', group: 'view', help: 'back', bar: 'back' },
  { mode: 'table', keys: ['/'], command: 'filter', group: 'view', help: 'filter', bar: 'filter' },
  { mode: 'table', keys: ['s'], command: 'sort', group: 'view', help: 'sort by the next', bar: 'sort' },
  { mode: 'table', keys: ['S'], command: 'reverse', group: 'view', help: 'reverse the order' },
  {
    mode: 'table',
    keys: ['p', 'space'],
    command: 'pause',
    group: 'act',
    help: 'pause the screen',
    bar: 'pause',
  },
  { mode: 'table', keys: ['g'], command: 'ask-capture', group: 'act', help: 'GC and capture', bar: 'GC now' },
  {
    mode: 'table',
    keys: ['b'],
    command: 'set-baseline',
    group: 'act',
    help: 'baseline is now',
    bar: 'baseline',
  },
  { mode: 'table', keys: ['B'], command: 'clear-baseline', group: 'act', help: 'drop baseline' },
  { mode: 'table', keys: ['?'], command: 'help', group: 'act', help: 'this page', bar: 'help' },
  { mode: 'table', keys: ['q', 'ctrl-c'], command: 'quit', group: 'act', help: 'quit', bar: 'quit' },
  { mode: 'table', keys: ['ctrl-z'], command: 'suspend', group: 'act', help: 'suspend (fg)' },

  { mode: 'confirm', keys: ['enter'], command: 'capture', group: 'act', help: 'do it' },
  { mode: 'confirm', keys: ['escape'], command: 'dismiss', group: 'act', help: 'leave it' },
  { mode: 'confirm', keys: ['g'], command: 'top', group: 'move', help: 'first site' },

  { mode: 'filter', keys: ['enter'], command: 'filter-accept', group: 'view', help: 'keep the filter' },
  { mode: 'filter', keys: ['escape'], command: 'filter-cancel', group: 'view', help: 'drop the filter' },
  { mode: 'filter', keys: ['backspace'], command: 'filter-erase', group: 'view', help: 'erase a character' },
  { mode: 'filter', keys: ['ctrl-u'], command: 'filter-clear', group: 'view', help: 'erase all' },
  { mode: 'filter', keys: ['ctrl-c'], command: 'quit', group: 'act', help: 'quit' },
  { mode: 'filter', keys: ['ctrl-z'], command: 'suspend', group: 'act', help: 'suspend' },

  { mode: 'help', keys: ['ctrl-c'], command: 'quit', group: 'act', help: 'quit' },
  { mode: 'help', keys: ['ctrl-z'], command: 'suspend', group: 'act', help: 'suspend' },
];
