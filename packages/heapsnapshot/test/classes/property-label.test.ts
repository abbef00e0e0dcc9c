import { expect, it } from 'vitest';
import { propertyLabel } from '../../src/classes/property-label.js';

it.each([
  ['user', 'user'],
  ['two words', 'two words'],
  ['get x', 'get x'],
  ['', ''],
  ['a,b', '"a,b"'],
  ['"', '"\\""'],
  ["it's", '"it\'s"'],
  ['{\n', '"{\\n"'],
  ['line\nbreak', 'line\nbreak'],
])('the property %j is labelled %j', (property, label) => {
  expect(propertyLabel(property)).toBe(label);
});
