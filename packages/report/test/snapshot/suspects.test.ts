import { expect, test } from 'vitest';
import { renderSuspectsJson, renderSuspectsText, type ToldSuspect } from '../../src/snapshot/suspects.js';

const SUSPECT: ToldSuspect & { readonly node?: number } = {
  node: 11,
  severity: 'leak',
  holder: { class: 'Map', id: 41 },
  leakedClass: 'SessionRecord',
  count: 41_233,
  retainedSize: 39_950_000,
  path: [
    { class: 'SessionRegistry', id: 23, edge: 'variable registry' },
    { class: 'Map', id: 41, edge: '.sessions\u001B[2J' },
  ],
  text: 'SessionRegistry.sessions (Map) holds 41,233 SessionRecord = 38.1 MiB of 41.0 MiB (93 %), and 8,000 more in each of two rounds',
};

test('in words, then who holds it', () => {
  expect(renderSuspectsText({ file: 'a', total: 1, suspects: [SUSPECT, { ...SUSPECT, path: [] }] })).toBe(
    `leak: SessionRegistry.sessions (Map) holds 41,233 SessionRecord = 38.1 MiB of 41.0 MiB (93 %), and
  8,000 more in each of two rounds
  held by
    variable registry -> SessionRegistry @23
    .sessions␛[2J -> Map @41

leak: SessionRegistry.sessions (Map) holds 41,233 SessionRecord = 38.1 MiB of 41.0 MiB (93 %), and
  8,000 more in each of two rounds
`,
  );
});

test('none is said', () => {
  expect(renderSuspectsText({ file: 'a', total: 2 ** 22, suspects: [] })).toBe(
    'nothing holds a large part of the 4.00 MiB of this heap\n',
  );
});

test('as JSON has it, without what only we need', () => {
  const told = Object.fromEntries(Object.entries(SUSPECT).filter(([field]) => field !== 'node'));
  expect(JSON.parse(renderSuspectsJson({ file: 'b.heapsnapshot', total: 1, suspects: [SUSPECT] }))).toEqual({
    schema: 'heaptide.suspects/1',
    file: 'b.heapsnapshot',
    suspects: [told],
  });
});
