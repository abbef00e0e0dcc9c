import type { FlameTree } from '@heaptide/report/flame';
import fc from 'fast-check';
import { sampleTree } from './sample-flame.js';

/** Small trees with siblings of all sizes, folded nodes, nodes that are new and nodes that are gone. */
export function arbitraryTree(
  name: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
): fc.Arbitrary<FlameTree> {
  const amount = fc.oneof(fc.constant(0), fc.nat(20), fc.nat(1_000_000));
  const path = fc.array(name, { maxLength: 6 });
  const folded = path.map((steps) => [...steps, '~3']);
  const samples = fc.array(
    fc.tuple(fc.oneof({ weight: 5, arbitrary: path }, { weight: 1, arbitrary: folded }), amount, amount),
    {
      maxLength: 30,
    },
  );
  return fc.tuple(samples, fc.boolean(), fc.constantFrom(0, 1000)).map(([paths, compares, grain]) =>
    sampleTree(
      paths.filter(([, after, before]) => after + (compares ? before : 0) > 0),
      { compares, grain },
    ),
  );
}
