import { type Profile, readCapture, sampleLabelNumber, stackFrames, writeProfile } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import type { ExternalReading } from '../../src/reading/external-reading.js';
import { profileFromExternal } from '../../src/reading/profile-from-external.js';
import { profileFromTree } from '../../src/reading/profile-from-tree.js';
import { RECORDED_INTERVAL, recordedReading } from '../recorded-reading.js';

const KIB = 1024;

const leaf = { name: 'read', url: 'file:///app/leak%20one.mjs', line: 12, column: 7 };
const caller = { name: '', url: '/app/main.cjs', line: 3, column: 1 };

const reading: ExternalReading = {
  interval: 64 * KIB,
  clock: 5_000_000,
  notKept: 0,
  stacks: [[leaf, caller], [{ ...leaf, line: 13 }, caller], []],
  samples: [
    { stack: 0, size: 64 * KIB, interval: 64 * KIB, born: 100 },
    { stack: 1, size: 100, interval: 64 * KIB, born: 200 },
    { stack: 0, size: 64 * KIB, interval: 128 * KIB, born: 300 },
    { stack: 2, size: 10_000 * KIB, interval: 64 * KIB, born: 400 },
  ],
};

const options = { program: 'leak.mjs', time: 1_700_000_000_123, births: false, comments: ['#heaptide {}'] };

function rows(profile: Profile): [string, ...number[]][] {
  return Array.from({ length: profile.samples.length }, (_, sample) => {
    const frames = stackFrames(profile, sample).map(
      ({ name, file, line, column, startLine }) => `${name} ${file}:${line}:${column} from line ${startLine}`,
    );
    const [objects, bytes] = profile.samples.values.slice(2 * sample, 2 * sample + 2);
    return [frames.join(' < '), objects!, bytes!];
  });
}

it('is a profile of live memory, by line', () => {
  const profile = profileFromExternal(reading, options);
  expect(profile).toMatchObject({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
    defaultSampleType: 'inuse_space',
    periodType: { type: 'inuse_space', unit: 'bytes' },
    period: 64 * KIB,
    timeNanos: 1_700_000_000_123_000_000n,
    comments: ['#heaptide {}'],
  });
  const one = 1 / (1 - Math.exp(-1));
  const half = 1 / (1 - Math.exp(-0.5));
  const small = 1 / (1 - Math.exp(-100 / (64 * KIB)));
  expect(rows(profile)).toEqual([
    [
      'read /app/leak one.mjs:12:7 from line 0 < (anonymous) /app/main.cjs:3:1 from line 0',
      Math.round(one + half),
      Math.round((one + half) * 64 * KIB),
    ],
    [
      'read /app/leak one.mjs:13:7 from line 0 < (anonymous) /app/main.cjs:3:1 from line 0',
      Math.round(small),
      Math.round(small * 100),
    ],
    ['(no script) :0:0 from line 0', 1, 10_000 * KIB],
  ]);
});

it('tells births, one sample each', () => {
  const profile = profileFromExternal(reading, { ...options, births: true });
  const births = Array.from({ length: profile.samples.length }, (_, sample) =>
    sampleLabelNumber(profile, sample, 'born'),
  );
  expect(births).toEqual([100, 200, 300, 400]);
  expect(rows(profile)[2]!.slice(1)).toEqual([
    Math.round(1 / (1 - Math.exp(-0.5))),
    Math.round((64 * KIB) / (1 - Math.exp(-0.5))),
  ]);
});

it('is empty where nothing lives', () => {
  const profile = profileFromExternal({ ...reading, stacks: [], samples: [] }, options);
  expect(profile.samples.length).toBe(0);
});

describe('in a profile of the heap', () => {
  const heap = { ...options, interval: RECORDED_INTERVAL, clockBase: 0, external: reading };
  const trees = recordedReading();
  const sums = ({ samples }: Profile): number[] =>
    [0, 1].map((type) => samples.values.reduce((sum, value, at) => sum + (at % 2 === type ? value : 0), 0));

  it('stands with births, in labels, and changes no sum', () => {
    const profile = profileFromTree(trees, { ...heap, births: true });
    const alone = profileFromTree(trees, { ...heap, births: true, external: undefined });
    expect(sums(profile)).toEqual(sums(alone));
    const first = alone.samples.length;
    const labels = Array.from({ length: profile.samples.length - first }, (_, sample) =>
      ['born', 'external', 'external_objects'].map((key) => sampleLabelNumber(profile, first + sample, key)),
    );
    const one = 1 / (1 - Math.exp(-1));
    const half = 1 / (1 - Math.exp(-0.5));
    const small = 1 / (1 - Math.exp(-100 / (64 * KIB)));
    expect(labels).toEqual([
      [-100, Math.round(one * 64 * KIB), Math.round(one)],
      [-200, Math.round(small * 100), Math.round(small)],
      [-300, Math.round(half * 64 * KIB), Math.round(half)],
      [-400, 10_000 * KIB, 1],
    ]);
    expect(rows(profile)[first]).toEqual([
      'read /app/leak one.mjs:12:7 from line 0 < (anonymous) /app/main.cjs:3:1 from line 0',
      0,
      0,
    ]);
  });

  it('is read back as it was written', async () => {
    const { profile } = await readCapture(
      await writeProfile(profileFromTree(trees, { ...heap, births: true, comments: [] })),
    );
    const born = Array.from({ length: profile.samples.length }, (_, sample) =>
      sampleLabelNumber(profile, sample, 'born'),
    );
    expect(born.slice(-4)).toEqual([-100, -200, -300, -400]);
  });

  it('is left out without births', () => {
    const profile = profileFromTree(trees, heap);
    expect(rows(profile)).toEqual(rows(profileFromTree(trees, { ...heap, external: undefined })));
  });
});
