import { describe, expect, it } from 'vitest';
import { compareProfiles, type Profile, ProfileBuilder } from '../../src/index.js';
import { thrownBy } from '../thrown.js';

const INTERVAL = 1024;

/** One sample for each function: its bytes, and as many objects as it takes of 64 bytes. */
function profileOf(
  bytes: Readonly<Record<string, number>>,
  { interval = INTERVAL, unit = 'bytes', startLine = 1 } = {},
): Profile {
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit },
    ],
    periodType: { type: 'space', unit: 'bytes' },
    period: interval,
  });
  const root = builder.location({ lines: [line(builder, 'main', 1)] });
  for (const [name, amount] of Object.entries(bytes)) {
    const location = builder.location({ lines: [line(builder, name, startLine)] });
    builder.sample({ stack: [location, root], values: [amount / 64, amount] });
  }
  return builder.build();
}

function line(builder: ProfileBuilder, name: string, startLine: number) {
  return { function: builder.func({ name, filename: 'app.js', startLine }), line: startLine, column: 0 };
}

function changes(before: Profile, after: Profile, options = {}): Record<string, string> {
  const { functions } = compareProfiles(before, after, options);
  return Object.fromEntries(functions.map(({ info, change }) => [info.name, change]));
}

describe('compareProfiles', () => {
  it('says what is new, gone, grown and shrunk beyond three deviations', () => {
    const before = profileOf({ gone: 100_000, grown: 100_000, shrunk: 400_000, kept: 100_000 });
    const after = profileOf({ fresh: 100_000, grown: 400_000, shrunk: 100_000, kept: 110_000 });
    expect(changes(before, after)).toEqual({
      fresh: 'new',
      gone: 'gone',
      grown: 'grown',
      shrunk: 'shrunk',
      kept: 'same',
    });
  });

  it('one sample more or less is no difference, ten samples are', () => {
    const nothing = profileOf({});
    expect(changes(nothing, profileOf({ site: INTERVAL }))).toEqual({ site: 'same' });
    expect(changes(nothing, profileOf({ site: 10 * INTERVAL }))).toEqual({ site: 'new' });
    expect(changes(profileOf({ site: INTERVAL }), nothing)).toEqual({ site: 'same' });
  });

  it('an error is one standard deviation: the root of interval times bytes, of both sides together', () => {
    const { functions, error } = compareProfiles(profileOf({ site: 30_000 }), profileOf({ site: 50_000 }));
    const wanted = Math.sqrt(INTERVAL * 80_000);
    expect(functions[0]).toMatchObject({ before: 30_000, after: 50_000, delta: 20_000 });
    expect(functions[0]!.error).toBeCloseTo(wanted, 6);
    expect(error).toBeCloseTo(wanted, 6);
  });

  it('objects have the relative error of their bytes', () => {
    const options = { sampleType: 'inuse_objects' };
    const { functions } = compareProfiles(profileOf({}), profileOf({ site: 64_000 }), options);
    expect(functions[0]!.after).toBe(1000);
    expect(functions[0]!.error).toBeCloseTo(1000 * Math.sqrt(INTERVAL / 64_000), 6);
  });

  it('a profile that does not say how it was sampled has no error, and every difference counts', () => {
    const options = { interval: 0 };
    const { functions, error } = compareProfiles(
      profileOf({ a: 10 }, options),
      profileOf({ a: 11 }, options),
    );
    expect(functions[0]).not.toHaveProperty('error');
    expect(error).toBeUndefined();
    expect(functions[0]!.change).toBe('grown');
  });

  it('functions of one name that begin on different lines are two', () => {
    const [before, after] = [
      profileOf({ site: 50_000 }, { startLine: 1 }),
      profileOf({ site: 50_000 }, { startLine: 9 }),
    ];
    const { functions } = compareProfiles(before, after);
    expect(functions.map(({ info, change }) => [info.startLine, change])).toEqual([
      [9, 'new'],
      [1, 'gone'],
    ]);
  });

  it('units are brought together', () => {
    const { before, functions } = compareProfiles(
      profileOf({ site: 64 }, { unit: 'kilobytes' }),
      profileOf({ site: 65_536 }),
    );
    expect(before).toBe(65_536);
    expect(functions[0]).toMatchObject({ delta: 0, change: 'same' });
  });

  it('with cum, callers are compared by what they hold with their callees', () => {
    const before = profileOf({ a: 100_000 });
    const after = profileOf({ a: 100_000, b: 300_000 });
    expect(changes(before, after)).toEqual({ a: 'same', b: 'new' });
    expect(changes(before, after, { cum: true })).toMatchObject({ main: 'grown', b: 'new' });
  });

  it('a profile compared with itself has no difference', () => {
    const profile = profileOf({ a: 5000, b: 70_000 });
    const { functions, before, after } = compareProfiles(profile, profile);
    expect(functions.every(({ delta, change }) => delta === 0 && change === 'same')).toBe(true);
    expect(before).toBe(after);
  });

  it('refuses a profile without the sample type', () => {
    const cpu = new ProfileBuilder({ sampleTypes: [{ type: 'cpu', unit: 'nanoseconds' }] }).build();
    expect(thrownBy(() => compareProfiles(cpu, profileOf({})))).toMatchObject({
      code: 'HT_E_NO_COMMON_TYPE',
    });
  });
});
