import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KeyCommand } from '../../src/keys/key-table.js';
import { pressHelp } from '../../src/help/press-help.js';

const press = (top: number, command: KeyCommand, count?: number) =>
  pressHelp(top, count === undefined ? { command } : { command, count }, { length: 90, page: 17 });

test('moves scroll, anything else closes', () => {
  expect(press(0, 'down')).toBe(1);
  expect(press(0, 'down', 10)).toBe(10);
  expect(press(5, 'up')).toBe(4);
  expect(press(0, 'page-down')).toBe(17);
  expect(press(0, 'half-down')).toBe(9);
  expect(press(0, 'bottom')).toBe(73);
  expect(press(73, 'top')).toBe(0);
  expect(press(73, 'down')).toBe(73);
  expect(press(3, 'dismiss')).toBeUndefined();
  expect(press(3, 'quit')).toBeUndefined();
  expect(pressHelp(0, { command: 'type', text: 'x' }, { length: 90, page: 17 })).toBeUndefined();
});

test('the first line shown is always one from which the page fills the screen', () => {
  const moves = fc.constantFrom<KeyCommand>('down', 'up', 'page-down', 'half-up', 'top', 'bottom');
  const size = fc.nat({ max: 200 });
  fc.assert(
    fc.property(
      fc.nat({ max: 300 }),
      moves,
      size,
      fc.integer({ min: 1, max: 60 }),
      (top, command, length, page) => {
        const next = pressHelp(top, { command }, { length, page })!;
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThanOrEqual(Math.max(0, length - page));
      },
    ),
  );
});
