import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitWords } from '../../src/takeaway/split-words.js';

test.each([
  ['code -w', ['code', '-w']],
  ['  vim  ', ['vim']],
  ['"/Applications/My Editor" --wait', ['/Applications/My Editor', '--wait']],
  ["emacsclient -a '' -t", ['emacsclient', '-a', '', '-t']],
  ['/opt/my\\ vim -u "a \\"b\\" \\n"', ['/opt/my vim', '-u', 'a "b" \\n']],
  ['vim; rm -rf $HOME', ['vim;', 'rm', '-rf', '$HOME']],
  ['', []],
])('%j is %j', (text, words) => {
  expect(splitWords(text)).toEqual(words);
});

test.each(['vim "a', "vim 'a", 'vim \\', 'a"b\\"'])('%j is no list of words', (text) => {
  expect(splitWords(text)).toBeUndefined();
});

test('a shell sees the same words', () => {
  // Nothing that a shell does beyond quoting.
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', ' ', '  ', '"', "'", '\\', '\t', 'é'),
    maxLength: 12,
  });
  const texts = fc.sample(text, { numRuns: 200, seed: 3 }).filter((each) => splitWords(each) !== undefined);
  expect(texts.length).toBeGreaterThan(50);
  const script = texts.map((each) => `printf '<%s>' x ${each}\necho`).join('\n');
  const lines = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8', timeout: 10_000 }).split('\n');
  expect(texts.map((each) => ['x', ...splitWords(each)!].map((word) => `<${word}>`).join(''))).toEqual(
    lines.slice(0, -1),
  );
});
