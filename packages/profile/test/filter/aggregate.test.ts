import { expect, test } from 'vitest';
import {
  aggregate,
  type FrameGranularity,
  type LocationId,
  locationFrames,
  ProfileBuilder,
} from '../../src/index.js';
import { profileOf, stacksOf } from './stacks.js';

const NOTHING: FrameGranularity = {
  inlines: true,
  functions: false,
  files: false,
  lines: false,
  columns: false,
  addresses: false,
};

function oneLocation() {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
  const mapping = builder.mapping({ filename: 'node', flags: 15 });
  const func = builder.func({ name: 'a', systemName: 's', filename: 'a.js', startLine: 3 });
  const lines = [{ function: func, line: 7, column: 2 }];
  builder.sample({ stack: [builder.location({ mapping, address: 0x10n, lines })], values: [1] });
  return builder.build();
}

test.each<[string, Partial<FrameGranularity>, object]>([
  ['nothing', {}, { name: '', file: '', line: 0, column: 0 }],
  ['functions', { functions: true }, { name: 'a', file: '', line: 0 }],
  ['files', { files: true }, { name: '', file: 'a.js', line: 0 }],
  ['lines', { lines: true }, { name: '', line: 7, column: 0 }],
  ['columns', { lines: true, columns: true }, { line: 7, column: 2 }],
  ['columns without lines', { columns: true }, { line: 0, column: 0 }],
])('%s', (_, known, frame) => {
  const profile = aggregate(oneLocation(), { ...NOTHING, ...known });
  expect(locationFrames(profile, 0 as LocationId)).toMatchObject([frame]);
  expect(profile.locations.address[0]).toBe(0n);
});

test('addresses', () => {
  expect(aggregate(oneLocation(), { ...NOTHING, addresses: true }).locations.address[0]).toBe(0x10n);
});

test('the start of a function stays', () => {
  expect(aggregate(oneLocation(), NOTHING).functions.startLine[0]).toBe(3);
});

test('a mapping claims no more than there is', () => {
  const flags = (known: Partial<FrameGranularity>) =>
    aggregate(oneLocation(), { ...NOTHING, inlines: false, ...known }).mappings.flags[0];
  expect(flags({})).toBe(0);
  expect(flags({ functions: true })).toBe(1);
  expect(flags({ files: true })).toBe(2);
  expect(flags({ lines: true })).toBe(4);
  expect(flags({ inlines: true })).toBe(8);
});

test('without inlines only the outermost line of a location stays', () => {
  const profile = profileOf(['main a+b+c d', 'main ?']);
  const outer = aggregate(profile, { ...NOTHING, functions: true, inlines: false });
  expect(stacksOf(outer)).toEqual(['main a d', 'main ?']);
});
