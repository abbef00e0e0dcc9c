import { expect, test } from 'vitest';
import { clipboardProblem, copyToClipboard } from '../../src/takeaway/clipboard-copy.js';

test('the notice says what was sent, and no more than that', () => {
  const { sequence, notice } = copyToClipboard('one\ntwo\n', { TERM: 'xterm' });
  expect(notice).toBe('sent to the clipboard: 2 lines as markdown');
  expect(sequence.startsWith('\u001B]52;c;')).toBe(true);
});

test('a copy that was cut names the way to all of it', () => {
  const { notice } = copyToClipboard('a line of the report\n'.repeat(5000), { TERM: 'xterm' });
  expect(notice).toMatch(/^sent to the clipboard: the first 3,\d{3} lines; e m writes all to a file$/);
});

test('under tmux the setting is named, for by default it takes nothing', () => {
  expect(copyToClipboard('a', { TMUX: '1' }).notice).toBe(
    'sent to the clipboard: 1 line as markdown (tmux needs: set -g set-clipboard on)',
  );
});

test('a terminal that takes no copies is sent none', () => {
  expect(copyToClipboard('a', { TERM: 'linux' })).toEqual({
    sequence: '',
    notice: 'not copied: the Linux console has no clipboard; e m writes a file',
  });
});

test.each([
  [{ TERM_PROGRAM: 'Apple_Terminal', TERM: 'xterm-256color' }, true],
  [{ TERM: 'linux' }, true],
  [{ VTE_VERSION: '6800', TERM: 'xterm-256color' }, true],
  [{ VTE_VERSION: '8200', TERM: 'xterm-256color' }, false],
  [{ TERM: 'xterm-kitty' }, false],
  [{}, false],
  // What is known of the terminal around tmux was true when tmux began, not now.
  [{ TERM_PROGRAM: 'Apple_Terminal', TMUX: '1' }, false],
])('%j takes none: %s', (env, known) => {
  expect(clipboardProblem(env) !== undefined).toBe(known);
});
