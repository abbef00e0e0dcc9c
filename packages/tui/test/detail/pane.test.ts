import { expect, test } from 'vitest';
import { composeHeading, type Pane, shownLines } from '../../src/detail/pane.js';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';

const style = createDrawingStyle({ color: false, ascii: false });
const heading = (width: number) =>
  composeHeading(
    { title: 'WHY THIS VERDICT', name: 'newSession', right: '1-8 of 11 lines', hasCursor: false },
    { width, style },
  );

test('a heading is as wide as its pane, and leaves out what there is no room for', () => {
  for (let width = 21; width <= 80; width++) expect(heading(width)).toHaveLength(width);
  expect(heading(34)).not.toContain('of 11');
  expect(heading(39)).toMatch(/^- WHY THIS VERDICT -* 1-8 of 11 lines -$/);
  expect(heading(60)).toContain('newSession');
});

test('what is at the cursor stays in sight, of what is too tall its beginning', () => {
  const shown = (from: number, to: number) => {
    const pane: Pane = { heading: () => '', line: () => '', length: 10, anchor: { from, to } };
    return shownLines(pane, 4);
  };
  expect(shown(0, 1)).toEqual({ from: 0, to: 3 });
  expect(shown(4, 5)).toEqual({ from: 3, to: 6 });
  expect(shown(9, 10)).toEqual({ from: 7, to: 10 });
  expect(shown(2, 8)).toEqual({ from: 2, to: 5 });
});
