import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InterfaceFinder, NO_INTERFACE } from '../../src/classes/interface-finder.js';

function findIn(interfaces: readonly (readonly string[])[], properties: readonly string[]): number {
  const finder = new InterfaceFinder(
    interfaces.map((listed) => ({ name: `{${listed.join(', ')}}`, properties: listed })),
  );
  const numbers = (names: readonly string[]): number[] => {
    return names.flatMap((name) => finder.numberOf(name) ?? []);
  };
  // What an earlier object had must not count for a later one.
  finder.find(numbers([...properties, ...properties].reverse()));
  return finder.find(numbers(properties));
}

it('finds the interface with the most properties', () => {
  const interfaces = [['id'], ['id', 'user'], ['user', 'at']];
  expect(findIn(interfaces, ['id'])).toBe(0);
  expect(findIn(interfaces, ['user', 'id'])).toBe(1);
  expect(findIn(interfaces, ['id', 'more', 'user', 'again'])).toBe(1);
  expect(findIn(interfaces, ['at', 'user'])).toBe(2);
  expect(findIn(interfaces, ['at', 'user', 'id'])).toBe(1);
  expect(findIn(interfaces, ['user'])).toBe(NO_INTERFACE);
  expect(findIn(interfaces, [])).toBe(NO_INTERFACE);
});

it('wants a property as often as the interface lists it', () => {
  const interfaces = [['<symbol a>', '<symbol a>'], ['<symbol a>']];
  expect(findIn(interfaces, ['<symbol a>'])).toBe(1);
  expect(findIn(interfaces, ['<symbol a>', '<symbol a>'])).toBe(0);
  expect(findIn(interfaces, ['<symbol a>', 'b', '<symbol a>', '<symbol a>'])).toBe(0);
});

it('finds what trying each interface finds', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), names)), names, (drawn, properties) => {
      const interfaces = drawn.map(([first, others]) => [first, ...others]);
      expect(findIn(interfaces, properties)).toBe(tryEach(interfaces, properties));
    }),
    { numRuns: 2_000 },
  );
});

function tryEach(interfaces: readonly (readonly string[])[], properties: readonly string[]): number {
  const times = (names: readonly string[], name: string): number =>
    names.filter((other) => other === name).length;
  const had = [...interfaces.entries()].filter(([, listed]) => {
    return listed.every((name) => times(properties, name) >= times(listed, name));
  });
  const most = Math.max(...had.map(([, listed]) => listed.length));
  return had.find(([, listed]) => listed.length === most)?.[0] ?? NO_INTERFACE;
}
