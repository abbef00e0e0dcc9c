import { expect, test } from 'vitest';
import { addLabelFrames, type Label, locationFrames, type LocationId } from '../../src/index.js';
import { profileOf, stacksOf } from './stacks.js';

const LABELS: Label[] = [
  { key: 'tenant', text: 'acme' },
  { key: 'bytes', number: 2048, unit: 'bytes' },
  { key: 'bytes', number: 1, unit: 'mb' },
  { key: 'plain', number: 7 },
];
const profile = profileOf([{ stack: 'main a', labels: LABELS }, 'main']);
const frames = (root: string[], leaf: string[], unit = 'minimum') =>
  addLabelFrames(profile, { root, leaf, unit });

test('the first root is outermost, the last leaf innermost', () => {
  const both = frames(['tenant', 'plain'], ['tenant', 'plain']);
  expect(stacksOf(both.profile)[0]).toBe('acme 7 main a acme 7');
  expect(both.matched).toEqual({ root: true, leaf: true });
});

test('numbers have their units, and several values a comma', () => {
  expect(stacksOf(frames(['bytes'], []).profile)[0]).toBe('2kB,1MB main a');
  expect(stacksOf(frames(['bytes'], [], 'kb').profile)[0]).toBe('2kB,1024kB main a');
});

test('a sample without the label gets a frame without a name', () => {
  expect(stacksOf(frames(['tenant'], []).profile)[1]).toBe(' main');
  expect(frames(['nowhere'], []).matched).toEqual({ root: false, leaf: false });
});

test('the key stands in place of the file; equal frames are one location', () => {
  const { profile: tagged } = frames(['tenant'], ['tenant']);
  const { stack, stackOffsets } = tagged.samples;
  const [leaf, root] = [stack[0]!, stack[stackOffsets[1]! - 1]!];
  expect(leaf).toBe(root);
  expect(locationFrames(tagged, leaf as LocationId)).toMatchObject([{ name: 'acme', file: 'tenant' }]);
  // A value and the lack of one.
  expect(tagged.locations.length).toBe(profile.locations.length + 2);
});

test('new locations are numbered from the roots', () => {
  const { profile: tagged } = frames(['tenant'], ['plain']);
  const { stack, stackOffsets } = tagged.samples;
  expect(stack[stackOffsets[1]! - 1]).toBe(profile.locations.length);
  expect(stack[0]).toBe(profile.locations.length + 1);
});
