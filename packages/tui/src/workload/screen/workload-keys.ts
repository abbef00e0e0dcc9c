import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { bindKeys } from '../../keys/bind-keys.js';
import { composeKeyBar } from '../../keys/compose-key-bar.js';
import type { KeyBinding, KeyCommand, KeyMode } from '../../keys/key-binding.js';

/** What has the floor. */
export type WorkloadMode = 'screen' | 'help' | 'filter';

/** The first screen of a watch is what `live` stands for among the modes of keys. */
const SCREEN = 'live';
const SCROLLED = [SCREEN, 'help'] as const;
const EVERYWHERE = [...SCROLLED, 'filter'] as const;

export const KEY_MODES: Readonly<Record<WorkloadMode, KeyMode>> = {
  screen: SCREEN,
  help: 'help',
  filter: 'filter',
};

/** Every key of the screen of a workload. The help bar and the help page are made from it, in this order. */
export const WORKLOAD_KEYS: readonly KeyBinding[] = [
  ...bindKeys(SCROLLED, 'move', [
    ['j down', 'down', 'next row'],
    ['k up', 'up', 'previous row'],
    ['ctrl-d', 'half-down', 'half a page down'],
    ['ctrl-u', 'half-up', 'half a page up'],
    ['pagedown', 'page-down', 'page down'],
    ['pageup', 'page-up', 'page up'],
    ['g home', 'top', 'first'],
    ['G end', 'bottom', 'last'],
  ]),
  ...bindKeys([SCREEN], 'view', [
    ['enter l', 'open', 'the screens of the pod; q leads back here', 'open pod'],
    ['tab', 'next-pane', 'pods, or sites of all pods', 'sites'],
    ['shift-tab', 'previous-pane', 'pods, or sites of all pods'],
    ['/', 'filter', 'filter pods and sites by name', 'filter'],
    ['s', 'sort', 'sort pods by the next column', 'sort'],
    ['S', 'reverse', 'reverse the order'],
    ['escape h', 'back', 'drop the filter, back to the pods; never quits'],
  ]),
  ...bindKeys([SCREEN], 'act', [
    ['c', 'ask-capture', 'capture the pod now', 'capture'],
    ['p space', 'pause', 'hold the screen, captures go on', 'hold'],
    ['y', 'copy', 'copy as markdown', 'copy'],
    ['?', 'help', 'this page', 'help'],
    ['q', 'quit', 'quit', 'quit'],
  ]),
  ...bindKeys(['filter'], 'view', [
    ['enter', 'accept', 'keep what was typed'],
    ['escape', 'cancel', 'drop what was typed'],
    ['backspace', 'erase', 'erase a character'],
    ['ctrl-u', 'erase-all', 'erase all'],
  ]),
  ...bindKeys(EVERYWHERE, 'act', [
    ['ctrl-c', 'quit', 'quit'],
    ['ctrl-z', 'suspend', 'suspend (fg)'],
  ]),
];

const RANK: readonly KeyCommand[] = ['help', 'quit', 'open', 'next-pane', 'ask-capture', 'copy', 'filter'];

/** As many keys of a mode as fit into one line; the others are on the help page. */
export function composeWorkloadBar(
  mode: WorkloadMode,
  {
    width,
    style,
    paused,
  }: { readonly width: number; readonly style: DrawingStyle; readonly paused: boolean },
): string {
  const bindings = WORKLOAD_KEYS.filter(
    ({ modes, bar }) => modes.includes(KEY_MODES[mode]) && (mode !== 'screen' || bar !== undefined),
  );
  return composeKeyBar(bindings, {
    width,
    style,
    rank: RANK,
    nameOf: ({ bar, help, command }) => (command === 'pause' && paused ? 'go on' : (bar ?? help)),
  });
}
