import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { fitPieces, words } from '../../src/drawing/line-pieces.js';
import { askingLine } from '../../src/why/asking-line.js';
import { pressWhy } from '../../src/why/press-why.js';
import type { AskedSite } from '../../src/why/site-answer.js';
import { whyQuestion } from '../../src/why/why-question.js';
import { FORBIDDEN, hostileNames } from '../hostile-names.js';
import { heldAnswer } from './sample-answer.js';

const style = createDrawingStyle({ color: false, ascii: false });
const PLACE = heldAnswer().site;
const ANSWERS = words('enter yes, esc no');
const asked: AskedSite = { place: PLACE, step: 'walking', since: 1000, isEnding: false };
const textAt = (width: number, verdict: 'leak' | 'flat' | 'shrinking') => {
  const { wordings } = whyQuestion({ place: PLACE, verdict }, style);
  const found = wordings.find(({ text, cost }) => fitPieces([text, cost, ANSWERS], width));
  return found && `${found.text.text} ${found.cost.text}`;
};

test.each([
  [80, 'who keeps it? 12 stops <1 ms, walk <0.5 s, 4-15 MB, 2-4 s'],
  [100, 'who keeps it? 12 calls stopped <1 ms each, walk <0.5 s, 4-15 MB, 2-4 s'],
  [
    140,
    'who keeps what newSession makes? a dozen calls stopped under 1 ms each, a walk of 0.5 s at most, 4 to 15 MB, 2 to 4 s',
  ],
  [
    200,
    'who keeps what newSession makes? breakpoints at it for a dozen calls, under 1 ms each; a walk of half a second at most in slices of 4 ms; 4 to 15 MB; 2 to 4 s',
  ],
])('at %d columns the question names the cost', (width, wanted) => {
  expect(textAt(width, 'leak')).toBe(wanted);
});

test('of what does not grow it says so, and still names the cost', () => {
  expect(textAt(80, 'flat')).toMatch(/^FLAT; who keeps it\? 12 stops <1 ms/);
  expect(textAt(80, 'shrinking')).toMatch(/^SHRINKING; who keeps it\? .*MB, 2-4 s$/);
});

test('the key opens what is known, asks for what is not, and asks one at a time', () => {
  const site = { place: PLACE, verdict: 'leak' } as const;
  const answers = [{ place: PLACE, answer: heldAnswer() }];
  const press = (state: { asked?: AskedSite; answers: typeof answers }, isShown = false) =>
    pressWhy(site, { state, isShown, style });
  expect(press({ answers: [] })).toMatchObject({ ask: { act: 'why', site } });
  expect(press({ answers })).toEqual({ open: site });
  expect(press({ answers }, true)).toMatchObject({ ask: { act: 'why' } });
  expect(press({ answers: [], asked })).toEqual({ say: expect.stringContaining('one question') as string });
  expect(press({ answers, asked })).toEqual({ open: site });
  expect(pressWhy(undefined, { state: { answers }, isShown: false, style })).toHaveProperty('say');
});

test('the line of a question that is under way: a sign that turns, the step, the time, and how to end it', () => {
  const line = (now: number, changes: Partial<AskedSite> = {}) =>
    askingLine({ ...asked, ...changes }, { now, style }).map(({ text }) => text);
  expect(line(2300)).toEqual(['-', 'who keeps what newSession makes: walking, 1.3 s', 'esc ends it']);
  expect([0, 125, 250, 375, 500].map((after) => line(1000 + after)[0])).toEqual(['|', '/', '-', '\\', '|']);
  expect(line(2300, { step: undefined })[1]).toContain('asking');
  expect(line(2300, { isEnding: true })).toEqual([
    expect.any(String),
    'who keeps what newSession makes: ending, 1.3 s',
  ]);
  // A clock that was set back.
  expect(line(0)[1]).toContain('0.0 s');
});

test('names that would do harm are only text', () => {
  for (const name of hostileNames(200)) {
    const place = { ...PLACE, function: name };
    const question = whyQuestion({ place, verdict: 'leak' }, style);
    const pieces = [
      ...question.wordings.map(({ text }) => text),
      ...askingLine({ ...asked, place, step: name as 'walking' }, { now: 2000, style }),
    ];
    for (const { text } of pieces) expect(text).not.toMatch(FORBIDDEN);
  }
});
