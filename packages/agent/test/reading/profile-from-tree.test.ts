import { type Profile, sampleLabelNumber, stackFrames } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import type { SamplingProfile } from '../../src/reading/heap-reading.js';
import { profileFromTree, type TreeProfileOptions } from '../../src/reading/profile-from-tree.js';
import { RECORDED_INTERVAL, recordedReading } from '../recorded-reading.js';

const options: TreeProfileOptions = {
  program: 'leak.mjs',
  interval: RECORDED_INTERVAL,
  time: 1_700_000_000_123,
  clockBase: 0,
  births: false,
  comments: ['#heaptide {}'],
};

function stackOf(profile: Profile, sample: number): string[] {
  return stackFrames(profile, sample).map(
    ({ name, file, line, column, startLine }) => `${name} ${file}:${line}:${column} from line ${startLine}`,
  );
}

function totalsAt(profile: Profile, leaf: string): { objects: number; bytes: number } {
  let objects = 0;
  let bytes = 0;
  for (let sample = 0; sample < profile.samples.length; sample++) {
    if (!stackOf(profile, sample)[0]!.startsWith(`${leaf} `)) continue;
    objects += profile.samples.values[2 * sample]!;
    bytes += profile.samples.values[2 * sample + 1]!;
  }
  return { objects, bytes };
}

describe('a recorded heap', () => {
  const reading = recordedReading();
  const profile = profileFromTree(reading, options);

  it('is a heap profile as pprof expects one', () => {
    expect(profile.sampleTypes).toEqual([
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ]);
    expect(profile).toMatchObject({
      defaultSampleType: 'inuse_space',
      periodType: { type: 'inuse_space', unit: 'bytes' },
      period: RECORDED_INTERVAL,
      timeNanos: 1_700_000_000_123_000_000n,
      comments: ['#heaptide {}'],
    });
    expect(profile.mappings.length).toBe(1);
    expect(profile.strings.get(profile.mappings.filename[0]!)).toBe('leak.mjs');
    expect([...profile.functions.systemName].every((id) => id === 0)).toBe(true);
    expect([...profile.locations.mapping].every((row) => row === 0)).toBe(true);
    expect([...profile.locations.address].every((address) => address !== 0n)).toBe(true);
  });

  it('keeps names, paths and positions as an editor shows them, and leaves (root) out', () => {
    const stacks = Array.from({ length: profile.samples.length }, (_, sample) => stackOf(profile, sample));
    const rows = stacks.find((stack) => stack[0]!.startsWith('keepRows'))!;
    expect(rows.slice(0, 3)).toEqual([
      'keepRows /app/leak one.mjs:19:18 from line 19',
      '(anonymous) /app/leak one.mjs:24:2 from line 24',
      '(anonymous) /app/leak one.mjs:1:1 from line 1',
    ]);
    expect(stacks.flat().filter((frame) => frame.startsWith('(root)'))).toEqual([]);
  });

  it('has one sample per distinct stack', () => {
    const stacks = Array.from({ length: profile.samples.length }, (_, sample) =>
      stackOf(profile, sample).join(),
    );
    expect(new Set(stacks).size).toBe(stacks.length);
    expect(stacks.length).toBeLessThan(reading.profile.samples.length);
  });

  it('estimates objects and bytes of every size within the sampling error', () => {
    const points = totalsAt(profile, 'keepPoints');
    const pointBytes = 200_000 * 40 + 2_060_768;
    expect(Math.abs(points.bytes - pointBytes)).toBeLessThan(3 * Math.sqrt(RECORDED_INTERVAL * pointBytes));
    expect(Math.abs(points.objects - 200_000)).toBeLessThan(
      (3 * Math.sqrt(RECORDED_INTERVAL * pointBytes)) / 40,
    );
    const rows = totalsAt(profile, 'keepRows');
    const sampled = 1 - Math.exp(-64_048 / RECORDED_INTERVAL);
    const sd = Math.sqrt((400 * (1 - sampled)) / sampled);
    expect(Math.abs(rows.objects - 400)).toBeLessThan(3 * sd);
    expect(Math.abs(rows.bytes / 64_048 - rows.objects)).toBeLessThan(1);
  });

  it('agrees with the totals per size that V8 gives for the same tree', () => {
    const points = reading.sizes;
    const find = (node: typeof points): typeof points | undefined =>
      node.name === 'keepPoints' ? node : node.children.map(find).find((found) => found !== undefined);
    const classes = find(points)!.allocations;
    const totals = totalsAt(profile, 'keepPoints');
    const objects = classes.reduce((sum, { count }) => sum + count, 0);
    const bytes = classes.reduce((sum, { count, sizeBytes }) => sum + count * sizeBytes, 0);
    expect(Math.abs(totals.objects - objects)).toBeLessThanOrEqual(classes.length);
    expect(Math.abs(totals.bytes / bytes - 1)).toBeLessThan(1e-4);
  });
});

describe('births', () => {
  const reading = recordedReading();
  const births = profileFromTree(reading, { ...options, births: true, clockBase: 1000 * RECORDED_INTERVAL });

  it('gives one sample per live sample, born at ordinal x interval behind the base', () => {
    const born = Array.from({ length: births.samples.length }, (_, sample) =>
      sampleLabelNumber(births, sample, 'born'),
    );
    const ordinals = reading.profile.samples.map(({ ordinal }) => (1000 + ordinal) * RECORDED_INTERVAL);
    expect(born).toEqual(ordinals);
    expect(new Set(born).size).toBe(born.length);
  });

  it('sums up to the same bytes', () => {
    const bytes = ({ samples }: Profile): number =>
      samples.values.reduce((sum, value, index) => sum + (index % 2 === 1 ? value : 0), 0);
    const folded = bytes(profileFromTree(reading, options));
    expect(Math.abs(bytes(births) - folded)).toBeLessThan(reading.profile.samples.length);
  });
});

describe('odd trees', () => {
  const frame = {
    functionName: '',
    scriptId: '1',
    url: 'file:///%E0%A4%A',
    lineNumber: -1,
    columnNumber: -1,
  };
  const head = { id: 1, callFrame: { ...frame, functionName: '(root)' }, children: [] };

  it('gives an empty profile for an empty tree', () => {
    expect(profileFromTree({ profile: { head, samples: [] } }, options).samples.length).toBe(0);
  });

  it("keeps a URL that is no path, a native frame at line 0, and V8's figure where no size is known", () => {
    const leaf = { id: 2, callFrame: frame, children: [] };
    const profile: SamplingProfile = {
      head: { ...head, children: [leaf] },
      samples: [
        { size: 65_552, nodeId: 2, ordinal: 1 },
        { size: 65_552, nodeId: 2, ordinal: 2 },
      ],
    };
    const built = profileFromTree({ profile }, options);
    expect(stackOf(built, 0)).toEqual(['(anonymous) file:///%E0%A4%A:0:0 from line 0']);
    expect([...built.samples.values]).toEqual([2, 131_104]);
  });

  it('folds two loads of one file into one stack', () => {
    const node = (id: number, scriptId: string): SamplingProfile['head'] => ({
      id,
      callFrame: { functionName: 'load', scriptId, url: 'file:///a.js', lineNumber: 4, columnNumber: 2 },
      children: [],
    });
    const samples = [
      { size: 100, nodeId: 2, ordinal: 1 },
      { size: 200, nodeId: 3, ordinal: 2 },
    ];
    const profile = { head: { ...head, children: [node(2, '7'), node(3, '8')] }, samples };
    const built = profileFromTree({ profile }, options);
    expect([...built.samples.values]).toEqual([2, 300]);
  });
});
