import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipboardSequence } from '../../src/takeaway/clipboard-sequence.js';
import { FORBIDDEN, hostileName } from '../hostile-names.js';

const XTERM = { TERM: 'xterm-256color' };

/** What a terminal would put into its clipboard. */
function pasted(sequence: string): string {
  // eslint-disable-next-line no-control-regex
  const [, base64] = /^\u001B\]52;c;([A-Za-z0-9+/]+=*)\u0007$/.exec(sequence)!;
  return Buffer.from(base64!, 'base64').toString('utf8');
}

test('the terminal gets the text, and the lines are counted', () => {
  const { sequence, lines, isCut } = clipboardSequence('### größe 日本\n\nleak\n', XTERM);
  expect(pasted(sequence)).toBe('### größe 日本\n\nleak\n');
  expect([lines, isCut]).toEqual([3, false]);
});

test('whatever is copied, only safe lines are pasted', () => {
  fc.assert(
    fc.property(fc.array(hostileName(), { maxLength: 5 }), (names) => {
      const { sequence, lines, isCut } = clipboardSequence(names.join('\n'), XTERM);
      expect(sequence.length).toBeLessThanOrEqual(100_000);
      const copied = pasted(sequence).split('\n').slice(0, -1);
      expect(copied).toHaveLength(lines + Number(isCut));
      for (const line of copied) expect(line).not.toMatch(FORBIDDEN);
    }),
    { numRuns: 300 },
  );
});

test('what is too long is cut between two lines, and says so', () => {
  const text = Array.from({ length: 5000 }, (_, index) => `row ${index} größe of a long report`).join('\n');
  const { sequence, lines, isCut } = clipboardSequence(text, XTERM);
  expect(isCut).toBe(true);
  expect(sequence.length).toBeLessThanOrEqual(100_000);
  expect(sequence.length).toBeGreaterThan(99_500);
  const copied = pasted(sequence).split('\n');
  expect(copied.slice(0, lines)).toEqual(text.split('\n').slice(0, lines));
  expect(copied.slice(lines)).toEqual([expect.stringContaining('cut here'), '']);
});

test('the longest text that fits is not cut', () => {
  const line = 'x'.repeat(73_999);
  expect(clipboardSequence(`${line}\n${'y'.repeat(800)}`, XTERM).isCut).toBe(false);
  expect(clipboardSequence(`${line}\n${'y'.repeat(1200)}`, XTERM)).toMatchObject({ isCut: true, lines: 1 });
});

test('through tmux it goes twice: for tmux itself, and for the terminal around it', () => {
  const { sequence: bare } = clipboardSequence('leak', XTERM);
  const { sequence } = clipboardSequence('leak', { TMUX: '/tmp/tmux-0/default,1,0' });
  expect(sequence).toBe(`${bare}\u001BPtmux;\u001B${bare}\u001B\\`);
  expect(clipboardSequence('leak', { TERM: 'tmux-256color' }).sequence).toBe(sequence);
});

test('through screen it goes in pieces that any release takes', () => {
  const text = 'leak '.repeat(200);
  const { sequence } = clipboardSequence(text, { STY: '1.pts-0', TERM: 'screen' });
  // eslint-disable-next-line no-control-regex
  const pieces = [...sequence.matchAll(/\u001BP([^]*?)\u001B\\/g)].map(([whole, piece]) => {
    expect(whole.length).toBeLessThan(256);
    return piece!;
  });
  expect(pieces.length).toBeGreaterThan(5);
  expect(pieces.join('')).toBe(clipboardSequence(text, XTERM).sequence);
  expect(sequence).toBe(pieces.map((piece) => `\u001BP${piece}\u001B\\`).join(''));
});

const hasTmux = ['/usr/bin/tmux', '/usr/local/bin/tmux', '/opt/homebrew/bin/tmux'].some((path) =>
  existsSync(path),
);

test.skipIf(!hasTmux)('a real tmux takes it, long as it may be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'heaptide-tmux-'));
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-S', join(folder, 'socket'), '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const text = `${'größe 日本 '.repeat(4)}\n`.repeat(1000);
  writeFileSync(join(folder, 'sequence'), clipboardSequence(text, { TMUX: 'yes' }).sequence);
  try {
    tmux('new-session', '-d', '-x', '80', '-y', '24', 'sleep 20');
    tmux('set', '-s', 'set-clipboard', 'on');
    tmux('new-window', `cat '${join(folder, 'sequence')}'; sleep 20`);
    let buffer = '';
    const end = Date.now() + 8000;
    while (buffer !== text && Date.now() < end) {
      await sleep(100);
      // There is no buffer at first, which tmux calls an error.
      if (tmux('list-buffers') !== '') buffer = tmux('show-buffer');
    }
    expect(buffer === text).toBe(true);
    expect(tmux('capture-pane', '-p').trim()).toBe('');
  } finally {
    tmux('kill-server');
    rmSync(folder, { recursive: true });
  }
});
