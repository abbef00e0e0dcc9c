import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SORT_WORDS, parseSpokenCommand } from '../../src/accessible/spoken-command.js';

describe('a typed command', () => {
  test.each([
    ['', { kind: 'status' }],
    ['   ', { kind: 'status' }],
    [' STATUS ', { kind: 'status' }],
    ['help', { kind: 'help' }],
    ['?', { kind: 'help' }],
    ['list', { kind: 'list' }],
    ['list 20', { kind: 'list', most: 20 }],
    ['List  999999', { kind: 'list', most: 1000 }],
    ['show 3', { kind: 'show', number: 3 }],
    ['sort growth', { kind: 'sort', order: { column: 'growth', reversed: false } }],
    ['sort  In   Use', { kind: 'sort', order: { column: 'inuse', reversed: false } }],
    ['sort name reversed', { kind: 'sort', order: { column: 'site', reversed: true } }],
    ['filter', { kind: 'filter', text: '' }],
    ['filter  fn:New Session ', { kind: 'filter', text: 'fn:New Session' }],
    ['baseline', { kind: 'baseline', drop: false }],
    ['baseline off', { kind: 'baseline', drop: true }],
    ['pause', { kind: 'pause' }],
    ['resume', { kind: 'resume' }],
    ['capture', { kind: 'capture' }],
    ['yes', { kind: 'yes' }],
    ['no', { kind: 'no' }],
    ['quit', { kind: 'quit' }],
    ['exit', { kind: 'quit' }],
  ])('%j', (line, command) => {
    expect(parseSpokenCommand(line)).toEqual(command);
  });

  test.each([
    ['list many', 'list and a number'],
    ['list 0', 'list and a number'],
    ['show', 'show 1'],
    ['show -1', 'show 1'],
    ['show 1 2', 'show 1'],
    ['sort', 'findings, growth, per unit, in use, name'],
    ['sort toString', 'one of'],
    ['baseline now', 'baseline off'],
    ['quit now', 'Say quit alone.'],
    ['constructor', 'Say help'],
    ['\u001B[A', 'Say help'],
  ])('%j is answered with advice', (line, advice) => {
    expect(parseSpokenCommand(line)).toEqual({
      kind: 'misunderstood',
      advice: expect.stringContaining(advice) as string,
    });
  });

  test('any line is answered, and advice repeats nothing of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        const command = parseSpokenCommand(line);
        if (command.kind === 'misunderstood') expect(command.advice).toMatch(/^[\x20-\x7e]+$/);
      }),
    );
  });

  test('every order can be asked for, in any case, spaced in any way', () => {
    const spaces = fc.stringMatching(/^ {1,4}$/);
    const word = fc.constantFrom(...Object.keys(SORT_WORDS));
    fc.assert(
      fc.property(word, spaces, fc.boolean(), fc.boolean(), (words, space, reversed, loud) => {
        const line = `sort${space}${words.replace(' ', space)}${reversed ? `${space}reversed` : ''}${space}`;
        expect(parseSpokenCommand(loud ? line.toUpperCase() : line)).toEqual({
          kind: 'sort',
          order: { column: SORT_WORDS[words], reversed },
        });
      }),
    );
  });
});
