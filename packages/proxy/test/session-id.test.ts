import v8 from 'node:v8';
import vm from 'node:vm';
import { expect, it } from 'vitest';
import { isSessionId } from '../src/session-id.js';
import { SessionTable } from '../src/session-table.js';

it.each([
  ['1 character', 'x', true],
  ['a UUID', '4e98c4ef-9b7a-42c0-b889-0ec977b21c58', true],
  ['all of visible ASCII', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', true],
  ['256 characters', 'x'.repeat(256), true],
  ['257 characters', 'x'.repeat(257), false],
  ['nothing', '', false],
  ['a space within', 'a b', false],
  ['a control character', 'a\x7f', false],
  ['a character beyond ASCII', 'caf\u00e9', false],
  ['two ids joined by node', 'a, b', false],
])('takes or refuses %s', (_, value, expected) => {
  expect(isSessionId(value)).toBe(expected);
});

it('keeps ids, but not the header texts that they were cut from', () => {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  const table = new SessionTable();
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < 500; index += 1) {
    const head = `${'h'.repeat(100_000)}session-number-${String(index).padStart(6, '0')}\r\n`;
    table.create(head.slice(100_000, -2));
  }
  collect();
  const grown = process.memoryUsage().heapUsed - before;
  expect(table.touch('session-number-000499')).toBe(true);
  expect(grown).toBeLessThan(5_000_000);
  table.close();
});
