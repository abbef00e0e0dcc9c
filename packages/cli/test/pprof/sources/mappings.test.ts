import { type MappingOptions, type Profile, ProfileBuilder, withSomeMapping } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import { withoutUrlMappings, withProgram, withUrlMappings } from '../../../src/pprof/sources/mappings.js';

function profileWith(...mappings: MappingOptions[]): Profile {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
  const ids = mappings.map((mapping) => builder.mapping(mapping));
  const line = { function: builder.func({ name: 'grow', filename: 'a.js' }), line: 1, column: 0 };
  const [mapping] = ids;
  const location = builder.location({ lines: [line], ...(mapping !== undefined && { mapping }) });
  builder.sample({ stack: [location], values: [1] });
  return builder.build();
}

const mappingsOf = ({ mappings, strings }: Profile) =>
  Array.from(mappings.filename, (file, i) => [strings.get(file), strings.get(mappings.buildId[i]!)]);

it('a profile without a mapping gets one for all of its locations', () => {
  const profile = withSomeMapping(profileWith());
  expect(mappingsOf(profile)).toEqual([['', '']]);
  expect([...profile.locations.mapping]).toEqual([0]);
  const named = profileWith({ filename: 'app' });
  expect(withSomeMapping(named)).toBe(named);
});

describe('what the command line says about the program', () => {
  it('names the first mapping', () => {
    const profile = profileWith({ filename: 'app' }, { filename: 'lib' });
    const named = withProgram(profile, { file: '/usr/bin/näme', buildId: 'beef' });
    expect(mappingsOf(named)).toEqual([
      ['/usr/bin/näme', 'beef'],
      ['lib', ''],
    ]);
    expect(mappingsOf(profile)[0]).toEqual(['app', '']);
    expect([...named.strings].slice(0, profile.strings.length)).toEqual([...profile.strings]);
  });

  it('does not take its build id away', () => {
    const profile = profileWith({ filename: 'app', buildId: 'own' });
    expect(mappingsOf(withProgram(profile, { file: '', buildId: 'other' }))).toEqual([['app', 'own']]);
    expect(withProgram(profile, { file: '', buildId: '' })).toBe(profile);
    const plain = profileWith({ filename: 'app' });
    expect(withProgram(plain, { file: '', buildId: '' })).toBe(plain);
  });
});

describe('mappings named after their URL', () => {
  const url = 'http://localhost:6060/heap';

  it('are those that have no name of their own', () => {
    const profile = profileWith({ filename: '' }, { filename: 'lib' }, { filename: '', buildId: 'id' });
    const named = withUrlMappings(profile, url);
    expect(mappingsOf(named)).toEqual([
      [url, ''],
      ['lib', ''],
      ['', 'id'],
    ]);
    expect(mappingsOf(withoutUrlMappings(named))).toEqual(mappingsOf(profile));
  });

  it('leave other profiles as they are', () => {
    const profile = profileWith({ filename: '/app' }, { filename: 'http://x/', buildId: 'id' });
    expect(withUrlMappings(profile, url)).toBe(profile);
    expect(withoutUrlMappings(profile)).toBe(profile);
  });
});
