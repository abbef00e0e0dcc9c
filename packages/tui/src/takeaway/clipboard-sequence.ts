import { safeText } from '@heaptide/report';
import { type Environment, multiplexer } from '../terminal/terminal-abilities.js';

export interface ClipboardSequence {
  /** To be written to the terminal in one piece, between two frames. */
  readonly sequence: string;
  /** Lines that are copied. */
  readonly lines: number;
  /** More was given than a terminal takes; the copy says so in its last line. */
  readonly isCut: boolean;
}

const OPEN = '\u001B]52;c;';
// BEL and not ST: it is taken wherever ST is, and does not end the string of screen that it travels in.
const CLOSE = '\u0007';
/**
 * The longest sequence that terminals take by common consent: the figure of hterm's script, which most others took over.
 * Kitty, iTerm and Ghostty take megabytes, a few (Tabby, Termux) only some kilobytes.
 */
const LONGEST_SEQUENCE = 100_000;
const MOST_BYTES = Math.floor((LONGEST_SEQUENCE - OPEN.length - CLOSE.length) / 4) * 3;
/** Screen of before 2014 drops strings of 256 bytes; every piece has a frame of four. */
const SCREEN_PIECE = 240;
const CUT_NOTE = '(cut here: a terminal takes no more at once; the export has all of it)';

/**
 * Asks the terminal to put `text` into the clipboard of the desktop, also from a pod or over SSH (OSC 52 of xterm's
 * ctlseqs). Every line is made safe first, since what is pasted may land in a shell. There is no answer to it: that
 * the clipboard was set cannot be known.
 */
export function clipboardSequence(text: string, env: Environment = process.env): ClipboardSequence {
  const { kept, lines, isCut } = fitLines(text);
  const bare = OPEN + Buffer.from(kept).toString('base64') + CLOSE;
  return { sequence: through(bare, env), lines, isCut };
}

function fitLines(text: string): { kept: string; lines: number; isCut: boolean } {
  const all = text.replace(/\n$/, '').split('\n');
  const kept: string[] = [];
  let left = MOST_BYTES - Buffer.byteLength(CUT_NOTE) - 1;
  for (const line of all) {
    const safe = safeText(line, { limit: MOST_BYTES });
    left -= Buffer.byteLength(safe) + 1;
    if (left < 0) break;
    kept.push(safe);
  }
  const isCut = kept.length < all.length;
  const written = isCut ? [...kept, CUT_NOTE] : kept;
  return { kept: `${written.join('\n')}\n`, lines: kept.length, isCut };
}

/** What a multiplexer has to be given so that the terminal around it gets `sequence`. */
function through(sequence: string, env: Environment): string {
  switch (multiplexer(env)) {
    case 'tmux':
      // As it is for `set-clipboard on`, and wrapped for `allow-passthrough on`: tmux drops what it is not told to take.
      return `${sequence}\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\`;
    case 'screen':
      return sequence.replace(new RegExp(`[^]{1,${SCREEN_PIECE}}`, 'g'), '\u001BP$&\u001B\\');
    case undefined:
      return sequence;
  }
}
