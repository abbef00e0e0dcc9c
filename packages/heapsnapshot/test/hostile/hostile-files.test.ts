import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSnapshot } from '../support/build-snapshot.js';
import { trySnapshot } from './try-snapshot.js';

const { text: WHOLE } = buildSnapshot({
  nodes: [
    { type: 'synthetic', name: '' },
    { type: 'object', name: 'Registry', size: 40 },
    { type: 'string', name: 'a secret', size: 24 },
  ],
  edges: [
    [0, 'shortcut', 'global', 1],
    [1, 'property', 'name', 2],
    [1, 'element', 5, 0],
  ],
  locations: [{ node: 1, script: 3, line: 14, column: 15 }],
});

const SECTIONS = ['snapshot', 'nodes', 'edges', 'trace_tree', 'locations', 'strings'];
const CUT = 'HT_E_SNAPSHOT_CUT';
const BAD = 'HT_E_BAD_SNAPSHOT';
const OTHER = 'HT_E_NOT_A_SNAPSHOT';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'heaptide-hostile-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What comes of the graph, the histogram and the scrubbed copy, in this order. */
async function outcomes(content: string | Buffer): Promise<readonly string[]> {
  const path = join(directory, 'hostile');
  writeFileSync(path, content);
  const trials = await trySnapshot(path);
  expect(readdirSync(directory)).toEqual(['hostile']);
  return trials.map(({ outcome, complaint }) => complaint ?? outcome);
}

/** The whole file but for this. */
function changed(pattern: RegExp | string, replacement: string): string {
  const text = WHOLE.replace(pattern, () => replacement);
  expect(text).not.toBe(WHOLE);
  return text;
}

it('the file that the others are made of is read', async () => {
  expect(await outcomes(WHOLE)).toEqual(['ok', 'ok', 'ok']);
});

describe('a file that is something else', () => {
  it.each<[string, string | Buffer, string]>([
    ['nothing at all', '', CUT],
    ['blanks', ' \n\t ', OTHER],
    ['one brace', '{', CUT],
    ['an empty object', '{}', OTHER],
    ['an empty list', '[]', OTHER],
    ['JSON of another kind', '{"name":"x","version":"1.0.0"}', OTHER],
    ['text', 'Error: out of memory\n    at main (file.js:1:1)\n', OTHER],
    ['a page', '<!DOCTYPE html><html></html>', OTHER],
    ['an executable', Buffer.from('7f454c4602010100', 'hex'), OTHER],
    ['zeros', Buffer.alloc(5_000), OTHER],
    ['gzip of nothing', gzipSync(''), CUT],
    ['gzip of text', gzipSync('text'), OTHER],
    ['gzip cut', gzipSync(WHOLE).subarray(0, 100), CUT],
    ['the head of gzip', Buffer.from('1f8b0800', 'hex'), CUT],
    ['a head of gzip that does not hold', Buffer.from('1f8bffffffffffffffffffff', 'hex'), BAD],
    ['a header that is a list', '{"snapshot":[],"nodes":[],"edges":[],"strings":[]}', OTHER],
    ['a header without meta', '{"snapshot":{},"nodes":[],"edges":[],"strings":[]}', OTHER],
    ['nodes without a header', '{"nodes":[],"edges":[],"strings":[]}', OTHER],
  ])('%s', async (_, content, code) => {
    expect(await outcomes(content)).toEqual([code, code, code]);
  });
});

it.each(SECTIONS)('a file that ends within its section %s is cut', async (section) => {
  const begin = WHOLE.indexOf(`"${section}":`);
  for (const end of [begin + 3, begin + section.length + 3, begin + section.length + 4]) {
    const [graph, histogram, scrub] = await outcomes(WHOLE.slice(0, end));
    expect([graph, scrub]).toEqual([CUT, CUT]);
    // It tells what there is, from the nodes on.
    expect(histogram).toBe(
      begin > WHOLE.indexOf('"nodes":[') || end > WHOLE.indexOf('"nodes":[') + 8 ? 'ok' : CUT,
    );
  }
});

describe('a snapshot that does not hold is refused', () => {
  it.each<[string, () => string]>([
    ['an edge beyond the last node', () => changed('\n,1,5,0', '\n,1,5,21')],
    ['an edge into the middle of a node', () => changed('\n,1,5,0', '\n,1,5,8')],
    ['a negative target', () => changed('\n,1,5,0', '\n,1,5,-7')],
    ['a target that is no whole number', () => changed('\n,1,5,0', '\n,1,5,7.5')],
    ['a target too large for 32 bits', () => changed('\n,1,5,0', '\n,1,5,4294967303')],
    ['a type of edge that is not named', () => changed('\n,1,5,0', '\n,9,5,0')],
    ['a location of no node', () => changed('"locations":[7,', '"locations":[70,')],
    ['strings that are not there', () => changed(/"strings":\[.*\]/s, '"strings":["a"]')],
    ['a list of strings that holds numbers', () => changed(/"strings":\[/, '"strings":[1,')],
    ['edges that are an object', () => changed('"edges":[', '"edges":{')],
    ['edges that are a number', () => changed(/"edges":\[[^\]]*\]/, '"edges":5')],
    ['more edges than are claimed', () => changed('"edge_count":3', '"edge_count":2')],
    ['edges twice', () => changed('"samples":', '"edges":[],"samples":')],
    ['a count that is a text', () => changed('"edge_count":3', '"edge_count":"3"')],
    ['a count that is negative', () => changed('"edge_count":3', '"edge_count":-3')],
    ['types that are no list', () => changed('"edge_types":[[', '"edge_types":[0,[')],
    ['no columns', () => changed(/"node_fields":\[[^\]]*\]/, '"node_fields":[]')],
    ['a header that is no JSON', () => changed('"meta":{', '"meta":{,')],
  ])('%s', async (_, content) => {
    const [graph, histogram, scrub] = await outcomes(content());
    expect(graph).toMatch(/^HT_E_(BAD_SNAPSHOT|NOT_A_SNAPSHOT|SNAPSHOT_CUT)$/);
    // Both look at less of it.
    expect([histogram, scrub].every((outcome) => /^ok$|^HT_E_/.test(outcome!))).toBe(true);
  });

  it.each<[string, () => string]>([
    ['nodes twice', () => changed('"samples":', '"nodes":[],"samples":')],
    ['fewer nodes than are claimed', () => changed('"node_count":3', '"node_count":4')],
    ['a missing column', () => changed('"self_size"', '"size"')],
    [
      'more columns than any version has',
      () => changed('"node_fields":[', `"node_fields":[${'"x",'.repeat(99)}`),
    ],
    ['a count beyond 32 bits', () => changed('"node_count":3', '"node_count":1e15')],
    ['a count that its bytes cannot hold', () => changed('"node_count":3', '"node_count":4294967294')],
    ['a node that is negative', () => changed('"nodes":[', '"nodes":[-')],
    ['a header of a megabyte', () => changed('"meta":{', `"meta":{"x":"${'x'.repeat(1 << 20)}",`)],
    ['a key that does not end', () => `{"${'k'.repeat(100_000)}`],
    ['sections without end', () => `{${Array.from({ length: 999 }, (_, key) => `"${key}":[]`).join()}}`],
    ['a key that would act upon a terminal', () => '{"\u001b[2J\u2028":['],
  ])('in every way: %s', async (_, content) => {
    for (const outcome of await outcomes(content())) expect(outcome).toMatch(/^HT_E_[A-Z_]+$/);
  });
});

describe('what is not known is passed over', () => {
  it.each<[string, () => string]>([
    ['a section', () => changed('"samples":', '"scopes":[[1],{"a":"]}\\""}],"samples":')],
    ['a section that is a number', () => changed('"samples":', '"scopes":-1.5e3,"samples":')],
    [
      'a section nested 200,000 deep',
      () => changed('"samples":', `"x":${'['.repeat(200_000)}${']'.repeat(200_000)},"samples":`),
    ],
    [
      'a key of the header',
      () => changed('"meta":{', '"__proto__":{"node_count":9},"meta":{"other":[[[]]],'),
    ],
    ['a type of node', () => changed('"node_types":[["hidden"', '"node_types":[["ghost"')],
    ['locations without a column', () => changed('"object_index","script_id"', '"object_index","script"')],
    ['a type of edge', () => changed('"internal"', '"external"')],
  ])('%s', async (_, content) => {
    expect(await outcomes(content())).toEqual(['ok', 'ok', 'ok']);
  });
});

it('a file cut long before its nodes end is cut, and tells what there is', async () => {
  const nodes = WHOLE.indexOf('"nodes":[') + 30;
  const claims = WHOLE.slice(0, nodes).replace('"node_count":3', '"node_count":4000000');
  expect(await outcomes(claims)).toEqual([CUT, 'ok', CUT]);
});
