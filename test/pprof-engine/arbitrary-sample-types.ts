import fc from 'fast-check';
import type { ValueType } from '../../packages/profile/src/index.js';
import { HEAP } from '../../packages/profile/test/graph/arbitrary-program.js';

const type = (name: string, unit: string): ValueType => ({ type: name, unit });

/** Mostly those of a heap; else one of each family of units, and units of none. */
export const arbitrarySampleTypes: fc.Arbitrary<readonly ValueType[]> = fc.constantFrom<readonly ValueType[]>(
  HEAP,
  HEAP,
  HEAP,
  [type('samples', 'count'), type('cpu', 'nanoseconds')],
  [type('contentions', 'count'), type('delay', 'milliseconds')],
  [type('a', 'count'), type('space', 'KB'), type('inuse_objects', '')],
  [type('inuse_space', 'furlong'), type('x', 'GCU')],
);
