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

test('a function on the way is told by its name and place', () => {
  const path = [{ class: 'Function', id: 7, edge: '.handler', called: 'on\u0007Data (server.mjs:40)' }];
  expect(renderSuspectsText({ file: 'a', total: 1, suspects: [{ ...SUSPECT, path }] })).toContain(
    '    .handler -> Function on␇Data (server.mjs:40) @7\n',
  );
});

test('as JSON exactly so', () => {
  const suspect: ToldSuspect & { readonly node: number } = {
    node: 11,
    severity: 'accumulation',
    holder: { class: 'Array', id: 41 },
    leakedClass: 'Function',
    count: 12_000,
    retainedSize: 1_772_000,
    path: [
      { class: 'global', id: 5, edge: 'root' },
      { class: 'Array', id: 41, edge: '.hooks' },
      { class: 'Function', id: 99, edge: '[7]', called: 'onData (server.mjs:40)' },
    ],
    text: 'global.hooks (Array) holds 12,000 closures of onData (server.mjs:40), 1.69 MiB (33.8 % of the heap)',
  };
  const view = { file: 'b.heapsnapshot', total: 5_242_880, suspects: [suspect] };
  const told =
    '"file":"b.heapsnapshot",VERSION"heapSize":5242880,"suspects":[{"severity":"accumulation","holder":{"class":"Array","id":41},' +
    '"leakedClass":"Function","count":12000,"retainedSize":1772000,"path":[{"class":"global","id":5,"edge":"root"},' +
    '{"class":"Array","id":41,"edge":".hooks"},{"class":"Function","id":99,"edge":"[7]"}],"text":"global.hooks (Array) holds ' +
    '12,000 closures of onData (server.mjs:40), 1.69 MiB (33.8 % of the heap)"}]}\n';
  const line = (version: string) => `{"schema":"heaptide.suspects/1",${told.replace('VERSION', version)}`;
  expect(renderSuspectsJson(view)).toBe(line(''));
  expect(renderSuspectsJson({ ...view, nodeVersion: '22.23.3' })).toBe(line('"nodeVersion":"22.23.3",'));
});
