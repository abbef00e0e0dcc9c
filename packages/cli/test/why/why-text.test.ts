import { expect, it } from 'vitest';
import { mapAnswer } from '../../src/why/map-answer.js';
import { whyExit } from '../../src/why/why-exit.js';
import { whyText } from '../../src/why/why-text.js';
import { anAnswer, deadAnswer } from './an-answer.js';

it('tells who keeps it, and under that what that rests on', () => {
  const limits = ['nodes of the walk'];
  const answer = anAnswer({ unknown: ['whether', 'when'], cost: { ...anAnswer().cost, limits } });
  expect(whyText(answer, 100)).toBe(
    `held: sessions Map in session.js keeps what newSession makes: +1.00 entries per session
  site      newSession (file:///srv/dist/session.js:13:20)
  path      session.js › sessions Map › [value] Session
  why       12 of 12 that were caught are in it after 2.0 s, found by identity
  entries   100, 200, 300
  why       14 of 14 entries that were noted first are still in it
  cost      12 stops of 1.2 ms at most, 9.1 ms in all; walk of 18 ms; 2.1 s from beginning to end
  limits    nodes of the walk
  unknown   whether
            when
  next      find where entries of sessions should be removed, and are not
`,
  );
});

it('is as wide as it may be', () => {
  for (const width of [60, 80, 160])
    for (const line of whyText(anAnswer(), width).split('\n')) expect(line.length).toBeLessThanOrEqual(width);
});

it('obeys nothing that a process says', () => {
  const evil = '\u001B[2J\u202Eevil';
  const answer = anAnswer({
    text: evil,
    details: [evil, `path: ${evil}`],
    unknown: [evil],
    next: evil,
    site: { function: evil, file: evil, line: 1, column: 1 },
    cost: { ...anAnswer().cost, limits: [evil] },
  });
  for (const character of ['\u001B', '\u202E']) expect(whyText(answer, 100)).not.toContain(character);
});

it('tells all in the names of the sources', () => {
  const mapping = {
    file: (file: string) => file.replace('dist', 'src').replace(/js$/, 'ts'),
    frame: () => ({ name: '', file: '/srv/src/caller.ts', line: 70, column: 0, startLine: 70 }),
  };
  const canaries = { ...anAnswer().canaries, caughtAt: { file: '/srv/dist/caller.js', line: 7 } };
  const shown = { function: 'openSession', file: '/srv/src/session.ts', line: 130, column: 2 };
  const mapped = mapAnswer(anAnswer({ canaries }), shown, mapping);
  expect(mapped.text).toBe(
    'sessions Map in session.ts keeps what openSession makes: +1.00 entries per session',
  );
  expect(mapped.site).toEqual(shown);
  expect(mapped.details).toContain('followed at what calls it, caller.ts:70');
  expect(mapped.details[0]).toBe('path: session.ts › sessions Map › [value] Session');
});

it('stays the very answer where nothing is mapped', () => {
  const answer = anAnswer();
  const mapping = { file: (file: string) => file, frame: () => undefined };
  expect(mapAnswer(answer, answer.site, mapping)).toBe(answer);
});

it('exits with 1 on what is found', () => {
  expect(whyExit(anAnswer())).toBe(1);
  expect(whyExit({ state: 'chain' })).toBe(1);
  expect(whyExit(deadAnswer(12))).toBe(0);
  expect(whyExit({ state: 'alive' })).toBe(0);
});
