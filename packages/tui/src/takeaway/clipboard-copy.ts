import { count } from '@heaptide/report';
import { type Environment, multiplexer } from '../terminal/terminal-abilities.js';
import { clipboardSequence } from './clipboard-sequence.js';

/** What a copy writes to the terminal, and what the screen says of it. */
export interface ClipboardCopy {
  /** Empty where the terminal is known to take no copies. */
  readonly sequence: string;
  readonly notice: string;
}

/** The first release of VTE that may take copies: 0.78. */
const VTE_WITH = 7_800;

/** Prepares `markdown` for the clipboard. Never claims more than that the terminal was asked. */
export function copyToClipboard(markdown: string, env: Environment = process.env): ClipboardCopy {
  const problem = clipboardProblem(env);
  if (problem !== undefined) return { sequence: '', notice: `not copied: ${problem}; e m writes a file` };
  const { sequence, lines, isCut } = clipboardSequence(markdown, env);
  const size = `${count(lines)} ${lines === 1 ? 'line' : 'lines'}`;
  const amount = isCut ? `the first ${size}; e m writes all to a file` : `${size} as markdown`;
  const needs = multiplexer(env) === 'tmux' ? ' (tmux needs: set -g set-clipboard on)' : '';
  return { sequence, notice: `sent to the clipboard: ${amount}${needs}` };
}

/** Why this terminal will not set the clipboard, where that is known for sure. */
export function clipboardProblem(env: Environment = process.env): string | undefined {
  if (multiplexer(env) !== undefined) return undefined;
  if (env.TERM_PROGRAM === 'Apple_Terminal') return 'Apple Terminal takes no copies from programs';
  if (env.TERM === 'linux') return 'the Linux console has no clipboard';
  const vte = Number(env.VTE_VERSION ?? NaN);
  if (vte < VTE_WITH) return 'this version of the terminal takes no copies from programs';
  return undefined;
}
