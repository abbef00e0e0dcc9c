import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findInterfaces } from '../../src/classes/find-interfaces.js';
import { NO_INTERFACE } from '../../src/classes/interface-finder.js';
import { plainObjects } from '../../src/classes/plain-objects.js';
import { snapshotOfObjects } from './snapshot-of-objects.js';

const INTERFACES = [['a'], ['a', 'b'], ['b', 'c', 'd'], ['e', 'e']].map((properties) => ({
  name: '',
  properties,
}));

it('finds the same whether it remembers shapes or not', () => {
  const object = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'unlisted', '__proto__'), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.array(object), (objects) => {
      const snapshot = snapshotOfObjects(objects);
      const all = plainObjects(snapshot);
      expect(all).toHaveLength(objects.length);
      const remembering = findInterfaces(snapshot, all, INTERFACES);
      for (const most of [1, 2, 4])
        expect(findInterfaces(snapshot, all, INTERFACES, most)).toEqual(remembering);
    }),
  );
});

it('finds the interface of each object', () => {
  const objects = [['d', 'b', 'unlisted', 'c'], [], ['b'], ['b', 'a'], ['e'], ['e', 'e'], ['b', 'a']];
  const snapshot = snapshotOfObjects(objects);
  const found = findInterfaces(snapshot, plainObjects(snapshot), INTERFACES);
  expect([...found]).toEqual([2, NO_INTERFACE, NO_INTERFACE, 1, NO_INTERFACE, 3, 1]);
});
