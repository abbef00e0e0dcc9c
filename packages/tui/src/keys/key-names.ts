/** The part of Ink's `Key` that is read here. */
export interface InkKey {
  readonly upArrow: boolean;
  readonly downArrow: boolean;
  readonly leftArrow: boolean;
  readonly rightArrow: boolean;
  readonly pageDown: boolean;
  readonly pageUp: boolean;
  readonly home: boolean;
  readonly end: boolean;
  readonly return: boolean;
  readonly escape: boolean;
  readonly ctrl: boolean;
  readonly tab: boolean;
  readonly shift: boolean;
  readonly backspace: boolean;
  readonly delete: boolean;
  readonly meta: boolean;
  readonly eventType?: 'press' | 'repeat' | 'release';
}

type NamedKey = Exclude<keyof InkKey, 'ctrl' | 'meta' | 'shift' | 'eventType'>;

const NAMED: Readonly<Record<NamedKey, string>> = {
  upArrow: 'up',
  downArrow: 'down',
  leftArrow: 'left',
  rightArrow: 'right',
  pageDown: 'pagedown',
  pageUp: 'pageup',
  home: 'home',
  end: 'end',
  return: 'enter',
  escape: 'escape',
  tab: 'tab',
  // Ink reports the backspace key of most terminals as delete.
  backspace: 'backspace',
  delete: 'backspace',
};

/** A control sequence that Ink does not know comes as its text without the ESC, such as `[200~` of a paste. */
const UNKNOWN_SEQUENCE = /^\[[\d;<=>?]*[ -/]*[@-~]$/;

/**
 * The keys behind one call of Ink's input handler, in the order they were pressed. Keys that reach the terminal
 * together arrive as one string. Characters stand for themselves; the others are named `enter`, `ctrl-d`, `pagedown`.
 */
export function keyNames(input: string, key: InkKey): readonly string[] {
  if (key.eventType === 'release') return [];
  if (key.tab && key.shift) return ['shift-tab'];
  for (const [flag, name] of Object.entries(NAMED) as [NamedKey, string][]) if (key[flag]) return [name];
  if (key.ctrl) return input.length === 1 ? [`ctrl-${input}`] : [];
  if (input.length > 1 && UNKNOWN_SEQUENCE.test(input)) return [];
  const names = Array.from(input, characterName);
  // Escape and a letter in one burst look like Alt and that letter; nothing is bound to Alt.
  return key.meta ? ['escape', ...names] : names;
}

function characterName(character: string): string {
  const code = character.codePointAt(0)!;
  if (character === ' ') return 'space';
  if (character === '\r' || character === '\n') return 'enter';
  if (character === '\t') return 'tab';
  if (code === 0x1b) return 'escape';
  if (code === 0x7f || code === 0x08) return 'backspace';
  return code < 0x20 ? `ctrl-${String.fromCodePoint(code + 0x60)}` : character;
}
