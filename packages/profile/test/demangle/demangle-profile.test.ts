import { expect, test } from 'vitest';
import { demangleProfile } from '../../src/demangle/demangle-profile.js';
import { type Profile, ProfileBuilder, StringTable } from '../../src/index.js';

function profileOf(functions: readonly (readonly [name: string, systemName: string])[]): Profile {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] });
  functions.forEach(([name, systemName], row) => builder.func({ name, systemName, filename: `${row}.js` }));
  return builder.build();
}

const names = ({ strings, functions }: Profile): string[] =>
  Array.from(functions.name, (id) => strings.get(id));

test('names are cut, ids and system names stay', () => {
  const profile = profileOf([
    ['a<b>', 'a<b>'],
    ['plain', 'plain'],
    ['a<c>', 'a<c>'],
    ['own<d>', ''],
    ['own<d>', 'other'],
    ['', 'only<e>'],
    ['<f>', '<f>'],
  ]);
  const demangled = demangleProfile(profile, 'default');
  expect(names(demangled)).toEqual(['a', 'plain', 'a', 'own<d>', 'own<d>', 'only', '']);
  expect(demangled.functions.systemName).toBe(profile.functions.systemName);
  expect([...demangled.strings].slice(0, profile.strings.length)).toEqual([...profile.strings]);
  expect(demangled.strings.length).toBe(profile.strings.length + 2);
  expect(names(profile)[0]).toBe('a<b>');
});

test('force begins from the system name, where there is one', () => {
  const profile = profileOf([
    ['own', 'sys<a>'],
    ['own<b>', ''],
    ['', 'only<c>'],
  ]);
  expect(names(demangleProfile(profile, 'default', { force: true }))).toEqual(['sys', 'own<b>', 'only']);
  expect(names(demangleProfile(profile, 'none', { force: true }))).toEqual(['sys<a>', 'own<b>', '']);
  expect(demangleProfile(profile, 'none')).toBe(profile);
});

test('strings that are no UTF-8 keep their bytes', () => {
  const profile = profileOf([['a<b>', 'a<b>']]);
  const strings = StringTable.decoding(Uint8Array.of(0x61, 0x3c, 0x3e, 0xff), Int32Array.of(0, 0, 3, 4));
  const ids = Int32Array.of(1);
  const demangled = demangleProfile(
    { ...profile, strings, functions: { ...profile.functions, name: ids, systemName: ids } },
    'default',
  );
  expect(names(demangled)).toEqual(['a']);
  expect(demangled.strings.utf8(2)).toEqual(Uint8Array.of(0xff));
});

test('a profile whose names stay is returned as it is', () => {
  const profile = profileOf([['plain', 'plain']]);
  expect(demangleProfile(profile, 'default')).toBe(profile);
});
