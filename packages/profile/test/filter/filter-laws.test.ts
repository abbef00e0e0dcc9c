import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aggregate,
  encodeProfile,
  filterByName,
  filterLabels,
  type FrameGranularity,
  type Profile,
  prune,
  pruneFrom,
  showFrom,
  subtractBase,
} from '../../src/index.js';
import { arbitraryProgram } from '../graph/arbitrary-program.js';
import { labelsOf, stacksOf, valuesOf } from './stacks.js';

const program = arbitraryProgram();
const pattern = fc.constantFrom(/a/, /^a$/, /main|b/, /\.js$/, /nowhere/, /./, /^$/, /anonymous/);

/** What a report may depend on: the samples with their stacks by name, values and labels. */
const contentOf = (profile: Profile) => ({
  stacks: stacksOf(profile),
  values: valuesOf(profile),
  labels: labelsOf(profile),
});

test('focus and ignore part the samples that have a stack', () => {
  fc.assert(
    fc.property(program, pattern, (profile, matched) => {
      const count = ({ samples }: Profile) => samples.length;
      const withStack = filterByName(profile, { focus: /^/ }).profile;
      const focused = filterByName(withStack, { focus: matched }).profile;
      const ignored = filterByName(withStack, { ignore: matched }).profile;
      expect(count(focused) + count(ignored)).toBe(count(withStack));
      const sorted = (profiles: Profile[]) => profiles.flatMap(stacksOf).sort();
      expect(sorted([focused, ignored])).toEqual(sorted([withStack]));
    }),
  );
});

test('focuses and ignores come in any order, and twice is once', () => {
  const focus = (by: RegExp) => (profile: Profile) => filterByName(profile, { focus: by }).profile;
  const ignore = (by: RegExp) => (profile: Profile) => filterByName(profile, { ignore: by }).profile;
  const kind = fc.constantFrom(focus, ignore);
  fc.assert(
    fc.property(program, kind, pattern, kind, pattern, (profile, one, a, other, b) => {
      const both = contentOf(other(b)(one(a)(profile)));
      expect(contentOf(one(a)(other(b)(profile)))).toEqual(both);
      expect(contentOf(one(a)(other(b)(one(a)(profile))))).toEqual(both);
    }),
  );
});

test('hides come in any order', () => {
  const hide = (profile: Profile, by: RegExp) => filterByName(profile, { hide: by }).profile;
  fc.assert(
    fc.property(program, pattern, pattern, (profile, a, b) => {
      expect(contentOf(hide(hide(profile, a), b))).toEqual(contentOf(hide(hide(profile, b), a)));
    }),
  );
});

test.each([
  ['hide', (profile: Profile, by: RegExp) => filterByName(profile, { hide: by }).profile],
  ['show', (profile: Profile, by: RegExp) => filterByName(profile, { show: by }).profile],
  ['showFrom', (profile: Profile, by: RegExp) => showFrom(profile, by).profile],
  ['pruneFrom', pruneFrom],
])('%s twice is once', (_, filter) => {
  fc.assert(
    fc.property(program, pattern, (profile, by) => {
      const once = filter(profile, by);
      expect(contentOf(filter(once, by))).toEqual(contentOf(once));
    }),
  );
});

test('what prunes shortens stacks and drops no sample', () => {
  fc.assert(
    fc.property(program, pattern, fc.constantFrom(prune, pruneFrom), (profile, by, filter) => {
      const pruned = filter(profile, by);
      expect(valuesOf(pruned)).toEqual(valuesOf(profile));
      const { stackOffsets: before } = profile.samples;
      const { stackOffsets: after } = pruned.samples;
      for (let sample = 0; sample < profile.samples.length; sample++) {
        const length = after[sample + 1]! - after[sample]!;
        expect(length).toBeLessThanOrEqual(before[sample + 1]! - before[sample]!);
      }
    }),
  );
});

test('aggregating twice is aggregating once, and less can be known only once', () => {
  const granularity: fc.Arbitrary<FrameGranularity> = fc.record({
    inlines: fc.boolean(),
    functions: fc.boolean(),
    files: fc.boolean(),
    lines: fc.boolean(),
    columns: fc.boolean(),
    addresses: fc.boolean(),
  });
  const both = (a: FrameGranularity, b: FrameGranularity): FrameGranularity => ({
    inlines: a.inlines && b.inlines,
    functions: a.functions && b.functions,
    files: a.files && b.files,
    lines: a.lines && b.lines,
    columns: a.columns && a.lines && b.columns && b.lines,
    addresses: a.addresses && b.addresses,
  });
  fc.assert(
    fc.property(program, granularity, granularity, (profile, a, b) => {
      const once = aggregate(profile, a);
      expect(encodeProfile(aggregate(once, a))).toEqual(encodeProfile(once));
      const twice = encodeProfile(aggregate(once, b));
      expect(twice).toEqual(encodeProfile(aggregate(profile, both(a, b))));
    }),
  );
});

test('labels go and nothing else', () => {
  fc.assert(
    fc.property(program, fc.func(fc.boolean()), (profile, keep) => {
      const samples = filterLabels(profile.samples, keep);
      const filtered = { ...profile, samples };
      expect(stacksOf(filtered)).toEqual(stacksOf(profile));
      expect(valuesOf(filtered)).toEqual(valuesOf(profile));
      const kept = labelsOf(profile).map((labels, i) =>
        labels.filter((_, at) => keep(profile.samples.labelOffsets[i]! + at)),
      );
      expect(labelsOf(filtered)).toEqual(kept);
    }),
  );
});

test('filters leave their input as it is', () => {
  fc.assert(
    fc.property(program, pattern, pattern, (profile, a, b) => {
      const before = encodeProfile(profile);
      filterByName(profile, { focus: a, ignore: b, hide: b, show: a });
      showFrom(profile, a);
      prune(profile, a, b);
      pruneFrom(profile, a);
      expect(encodeProfile(profile)).toEqual(before);
    }),
  );
});

test('a profile less itself leaves nothing to filter', () => {
  fc.assert(
    fc.property(program, pattern, (profile, by) => {
      expect(filterByName(subtractBase(profile, profile), { focus: by }).profile.samples.length).toBe(0);
    }),
  );
});
