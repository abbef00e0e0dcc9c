import fc from 'fast-check';
import type { WhyAnswer } from '@heaptide/targets';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import type { FunctionPlace } from '../../src/engine/watch-engine.js';
import { composeWhy } from '../../src/why/compose-why.js';
import { FORBIDDEN, hostileName, hostileNames } from '../hostile-names.js';
import { aliveAnswer, chainAnswer, diesAnswer, heldAnswer, uncalledAnswer } from './sample-answer.js';
import { inUtc } from '../in-utc.js';

inUtc();

const PLACE: FunctionPlace = heldAnswer().site;
const ANSWERS = {
  held: heldAnswer,
  chain: chainAnswer,
  dies: diesAnswer,
  alive: aliveAnswer,
  'not-called': uncalledAnswer,
};
// eslint-disable-next-line no-control-regex
const STYLE = /\u001B\[[\d;]+m/g;

interface Drawing {
  readonly width: number;
  readonly ascii?: boolean;
  readonly color?: boolean;
  readonly place?: FunctionPlace;
}

const draw = (answer: WhyAnswer, { width, ascii = false, color = false, place = PLACE }: Drawing) =>
  composeWhy({ answer, place, width, style: createDrawingStyle({ ascii, color }) });
const text = (lines: readonly string[]) => `${lines.map((line) => line.trimEnd()).join('\n')}\n`;

test.each(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[])('the answer %s', async (state) => {
  for (const width of [60, 100, 160])
    await expect(text(draw(ANSWERS[state](), { width }))).toMatchFileSnapshot(
      `./screens/${state}-${width}.txt`,
    );
});

test('in ASCII', async () => {
  await expect(text(draw(heldAnswer(), { width: 100, ascii: true }))).toMatchFileSnapshot(
    './screens/held-ascii.txt',
  );
});

test('colour only repeats words and signs', () => {
  for (const answer of Object.values(ANSWERS)) {
    const colored = draw(answer(), { width: 120, color: true });
    expect(colored.join('')).toContain('\u001B[');
    expect(colored.map((line) => line.replace(STYLE, ''))).toEqual(draw(answer(), { width: 120 }));
  }
});

test('every line takes the width it is given, from 60 to 200', () => {
  for (const answer of Object.values(ANSWERS)) {
    for (let width = 60; width <= 200; width++) {
      for (const ascii of [false, true]) {
        const lines = draw(answer(), { width, ascii });
        expect(new Set(lines.map((line) => stringWidth(line)))).toEqual(new Set([width]));
        if (ascii) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
      }
    }
  }
});

test('the path is drawn from the module down, with what holds it marked and what grows told', () => {
  const lines = draw(heldAnswer(), { width: 80 }).map((line) => line.trimEnd());
  const at = lines.findIndex((line) => line.startsWith('- PATH'));
  expect(lines.slice(at + 1, at + 5)).toEqual([
    expect.stringMatching(/^ {2}session-table\.js +module$/),
    expect.stringMatching(/^ {4}› table SessionTable$/),
    expect.stringMatching(/^ @ {4}› \.#sessions Map +1,204 to 1,530, \+1\.00 per session$/),
    expect.stringMatching(/^ {8}› \[value\] +12 of 12 caught$/),
  ]);
  // Once is enough.
  expect(lines.join('\n')).not.toContain('path: ');
});

test('a way of many steps is shortened in its middle', () => {
  const { holder } = heldAnswer();
  const below = Array.from({ length: 60 }, (_, step) => ({ label: `.step${step}`, class: 'Object' }));
  const shown = text(draw(heldAnswer({ holder: { ...holder!, below } }), { width: 100 }));
  expect(shown).toContain('› .#sessions Map');
  expect(shown).toMatch(/› \d+ more steps\n/);
  expect(shown).toContain('.step59');
  expect(shown).not.toContain('.step30');
});

test('a budget that ended it early is told', () => {
  expect(text(draw(aliveAnswer(), { width: 100 }))).toContain('ended early by its budget: nodes of the walk');
});

test('what the process calls its things is only text', () => {
  fc.assert(
    fc.property(
      fc.array(hostileName(), { minLength: 6, maxLength: 6 }),
      fc.integer({ min: 60, max: 200 }),
      fc.boolean(),
      fc.constantFrom(...Object.values(ANSWERS)),
      ([name, file, label, kind, said, time], width, ascii, answerOf) => {
        const step = { label: label!, class: kind! };
        const sample = heldAnswer().holder!;
        const holder = {
          ...sample,
          name: name!,
          class: kind!,
          file: file!,
          path: [step],
          below: [step, step],
        };
        const base = answerOf();
        const answer: WhyAnswer = {
          ...base,
          time: time!,
          text: said!,
          details: [said!, name!],
          holder: base.holder === null ? null : holder,
          chain: base.chain === null ? null : { ...base.chain, file: file!, path: [step], unit: [step] },
          growing: [holder],
          unit: { name: name!, done: 1 },
          unknown: [said!],
          next: said!,
          cost: { ...base.cost, limits: [label!] },
        };
        const place = { function: name!, file: file!, line: 1, column: 1 };
        for (const line of draw(answer, { width, ascii, place, color: true })) {
          const shown = line.replace(STYLE, '');
          expect(shown).not.toMatch(FORBIDDEN);
          if (ascii) expect(shown).toMatch(/^[\x20-\x7e]*$/);
          expect(stringWidth(shown)).toBe(width);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('a time that is none is left out', () => {
  for (const time of ['', ...hostileNames(20)])
    expect(() => draw(heldAnswer({ time }), { width: 80 })).not.toThrow();
  expect(text(draw(heldAnswer({ time: 'never' }), { width: 80 }))).toMatch(/10 +pid 812\n/);
});
