import { expect, it } from 'vitest';
import { inferInterfaces } from '../../src/classes/infer-interfaces.js';
import { snapshotOfObjects } from './snapshot-of-objects.js';

function inferred(objects: readonly (readonly string[])[]): readonly string[] {
  return inferInterfaces(snapshotOfObjects(objects)).map(({ name }) => name);
}

function times<T>(count: number, value: T): T[] {
  return Array<T>(count).fill(value);
}

it('takes what two objects begin with, the most frequent first', () => {
  expect(
    inferred([['once'], ['id', 'user'], ['x'], ...times(2, ['user', 'id']), ['x'], ['id', 'user'], ['x']]),
  ).toEqual(['{x}', '{id, user}', '{user, id}']);
});

it('knows no interface of objects without properties', () => {
  expect(inferred(times(5, []))).toEqual([]);
});

it('leaves out what fewer than a thousandth of the objects have', () => {
  const objects = [...times(2_001, ['id']), ...times(2, ['rare']), ...times(3, ['less', 'rare'])];
  expect(inferred(objects)).toEqual(['{id}', '{less, rare}']);
});

it('stops before the name becomes longer than 120 characters', () => {
  const [a, b, c] = ['a'.repeat(59), 'b'.repeat(60), 'c'.repeat(61)];
  expect(inferred(times(2, [a, b, 'z']))).toEqual([`{${a}, ${b}}`]);
  expect(inferred(times(2, [a, c, 'z']))).toEqual([`{${a}}`]);
  expect(inferred(times(2, ['d'.repeat(400), 'z']))).toEqual([`{${'d'.repeat(400)}}`]);
  expect(inferred(times(2, ['e'.repeat(119)]))).toEqual([`{${'e'.repeat(119)}}`]);
});

it('takes objects together that differ behind the end of the name only', () => {
  const long = 'l'.repeat(110);
  const interfaces = inferInterfaces(snapshotOfObjects([[long, 'number one'], [long, 'number two'], [long]]));
  expect(interfaces).toEqual([{ name: `{${long}}`, properties: [long] }]);
});

it('takes objects together whose interfaces have one name', () => {
  const interfaces = inferInterfaces(snapshotOfObjects([['', 'a'], ['a'], ['b'], ['b']]));
  expect(interfaces).toEqual([
    { name: '{a}', properties: ['', 'a'] },
    { name: '{b}', properties: ['b'] },
  ]);
});

it('quotes properties that hold what separates them', () => {
  expect(inferred(times(2, ['a, b', 'c']))).toEqual(['{"a, b", c}']);
});

it('counts objects whose interfaces have one name together before it leaves any out', () => {
  const objects = [...times(4_000, ['id']), ...times(3, ['', 'a']), ...times(2, ['a']), ...times(4, ['b'])];
  expect(inferred(objects)).toEqual(['{id}', '{a}']);
});
