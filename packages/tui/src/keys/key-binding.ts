/** The screens that a number key or tab leads to, the detail of a site, and who keeps what it makes. */
export type ScreenName = 'live' | 'diff' | 'flame' | 'timeline' | 'detail' | 'why';

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
  | 'ask-why'
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
