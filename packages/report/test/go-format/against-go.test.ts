import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignTable } from '../../src/go-format/align-table.js';
import { goDuration } from '../../src/go-format/go-duration.js';
import { goFixed } from '@heaptide/profile';
import { goGeneral } from '../../src/go-format/go-general.js';
import { goTime, goTimestamp } from '../../src/go-format/go-time.js';
import { askGo, bitsOf, type GoCall, noGo } from './go-reference.js';

const RUNS = Number(process.env.HEAPTIDE_GO_RUNS ?? 2000);

const anyDouble = fc
  .bigInt({ min: 0n, max: 2n ** 64n - 1n })
  .map((bits) => new Float64Array(BigUint64Array.of(bits).buffer)[0]!);
/** Values that a report has, and ties of every length. */
const likelyDouble = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 24 }), fc.boolean())
  .map(([n, shift, binary]) => n / (binary ? 2 ** shift : 10 ** shift));
const double = fc.oneof(anyDouble, likelyDouble);
const nanos = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const shortNanos = fc.tuple(nanos, fc.integer({ min: 0, max: 62 })).map(([n, shift]) => n >> BigInt(shift));
/** From 2021 on: further back, the database and Intl differ in what they call some times. */
const recentNanos = fc.bigInt({ min: 1_609_459_200_000_000_000n, max: 2_114_380_800_000_000_000n });
const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC');
const cells = fc
  .string({ unit: fc.constantFrom('\t', '\n', 'a', 'bc', ' ', 'é', '😀', '\t', '\n', '\v', '\f') })
  .map((text) => `${text}\n`);

interface Comparison<T> {
  readonly values: fc.Arbitrary<T>;
  readonly call: (value: T) => GoCall;
  readonly ours: (value: T) => string;
}

function compare<T>({ values, call, ours }: Comparison<T>): void {
  const sample = fc.sample(values, RUNS);
  const answers = askGo(sample.map(call));
  expect(answers).toHaveLength(sample.length);
  sample.forEach((value, i) => {
    expect([call(value), ours(value)]).toEqual([call(value), answers[i]]);
  });
}

test.skipIf(noGo !== undefined)('%.Nf', () => {
  compare({
    values: fc.tuple(double, fc.nat(6)),
    call: ([value, digits]) => ['fixed', bitsOf(value), String(digits)],
    ours: ([value, digits]) => goFixed(value, digits),
  });
});

test.skipIf(noGo !== undefined)('%.Ng', () => {
  compare({
    values: fc.tuple(double, fc.integer({ min: 1, max: 8 })),
    call: ([value, digits]) => ['general', bitsOf(value), String(digits)],
    ours: ([value, digits]) => goGeneral(value, digits),
  });
});

test.skipIf(noGo !== undefined)('durations', () => {
  compare({ values: shortNanos, call: (n) => ['duration', String(n), ''], ours: goDuration });
});

test.skipIf(noGo !== undefined)('times', () => {
  compare({
    values: fc.tuple(recentNanos, zone),
    call: ([n, place]) => ['time', String(n), place],
    ours: ([n, place]) => goTime(n, place),
  });
  compare({
    values: shortNanos,
    call: (n) => ['timestamp', String(n), 'UTC'],
    ours: (n) => goTimestamp(n, 'UTC'),
  });
});

test.skipIf(noGo !== undefined)('aligned tables', () => {
  compare({ values: cells, call: (text) => ['align', text, ''], ours: alignTable });
});
