/* eslint-disable @typescript-eslint/unbound-method -- as the probe takes them */
import { inspect, types } from 'node:util';
import { createNodeInsides } from '../../src/probe/node-insides.js';
import { createTargetValues, type TargetValues } from '../../src/probe/target-values.js';
import { variablesOfNode } from './variables-of-node.js';

/** The probe's eyes on the realm of the tests themselves. `lent`: variables that it takes what it needs of Node's own from. */
export function ownValues(
  lent: readonly object[] = [inspect, setTimeout].map((fn) => variablesOfNode(fn)),
): TargetValues {
  const plainPrototypes = [Object, Function, Array, Map, Set].map((each) => each.prototype as object);
  const { getOwnPropertyDescriptor, ownKeys, getPrototypeOf } = Reflect;
  const { getOwnPropertySymbols, prototype } = Object;
  const { propertyIsEnumerable } = prototype;
  const reflect = {
    getOwnPropertyDescriptor,
    ownKeys,
    getOwnPropertySymbols,
    getPrototypeOf,
    propertyIsEnumerable,
  };
  const values = createTargetValues(
    { types, reflect, global: globalThis, plainPrototypes },
    createNodeInsides,
  );
  for (const variables of lent) values.lend(variables);
  return values;
}
