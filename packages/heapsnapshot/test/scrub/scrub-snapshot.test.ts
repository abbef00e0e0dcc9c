import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHeapSnapshot } from '../../src/open-heap-snapshot.js';
import { scrubSnapshot } from '../../src/scrub/scrub-snapshot.js';
import { buildSnapshot, type PlannedEdge, type PlannedNode } from '../support/build-snapshot.js';

let directory: string;
let input: string;
let output: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'heaptide-scrub-'));
  input = join(directory, 'in.heapsnapshot');
  output = join(directory, 'out.heapsnapshot');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const PAIR = (part: number) =>
  `${part} / part of key (Key @7) -> value (my "secret" (@1) value @11) pair in WeakMap (table @15)`;

/** A registry with a secret, a dictionary with thirty keys, a pair of a WeakMap. */
function plan(): { nodes: PlannedNode[]; edges: PlannedEdge[] } {
  const users = Array.from({ length: 30 }, (_, index) => `user${index}`);
  return {
    nodes: [
      { type: 'synthetic', name: '' },
      { type: 'object', name: 'global' },
      { type: 'object', name: 'Registry' },
      { type: 'object', name: 'Key' },
      { type: 'string', name: 'hunter2 and "more" ü' },
      { type: 'string', name: 'my "secret" (@1) value' },
      { type: 'object', name: 'Object' },
      { type: 'array', name: '' },
      { type: 'string', name: 'sessions' },
    ],
    edges: [
      [0, 'shortcut', 'global', 1],
      [1, 'property', 'registry', 2],
      [2, 'property', 'sessions', 6],
      [2, 'property', 'key', 3],
      [2, 'property', 'bob@example.org', 8],
      [6, 'property', 'password', 4],
      ...users.map((user): PlannedEdge => [6, 'property', user, 4]),
      [3, 'internal', PAIR(1), 5],
      [7, 'internal', PAIR(2), 5],
      [2, 'internal', 'table', 7],
      [2, 'property', 'name', 8],
    ],
  };
}

describe('scrubSnapshot', () => {
  it('replaces what the program held, byte for byte, and leaves the names', async () => {
    const { text } = buildSnapshot(plan());
    writeFileSync(input, text);
    const result = await scrubSnapshot(input, output);
    const scrubbed = readFileSync(output, 'utf8');
    expect(Buffer.byteLength(scrubbed)).toBe(Buffer.byteLength(text));
    for (const gone of ['hunter2', 'user7', 'secret', 'bob@', 'password', 'more'])
      expect(scrubbed).not.toContain(gone);
    for (const kept of [
      'Registry',
      'registry',
      'sessions',
      '"key"',
      '-> value (',
      'pair in WeakMap (table @15)',
    ])
      expect(scrubbed).toContain(kept);
    expect(result).toMatchObject({ suspiciousLabels: 1, suspicious: 0 });
    expect(statSync(output).mode & 0o777).toBe(0o600);
    const [before, after] = [await openHeapSnapshot(input), await openHeapSnapshot(output)];
    expect(after.retainedSizes).toEqual(before.retainedSizes);
    expect(after.dominators).toEqual(before.dominators);
    expect(after.distances).toEqual(before.distances);
  });

  it('gives the same letters for the same text only under the same key', async () => {
    writeFileSync(input, buildSnapshot(plan()).text);
    const scrubWith = async (key: Uint8Array) => {
      await scrubSnapshot(input, output, { key });
      return readFileSync(output, 'utf8');
    };
    const once = await scrubWith(new Uint8Array(16));
    expect(await scrubWith(new Uint8Array(16))).toBe(once);
    expect(await scrubWith(new Uint8Array(16).fill(1))).not.toBe(once);
  });

  it('packs what is to be packed', async () => {
    writeFileSync(input, buildSnapshot(plan()).text);
    await scrubSnapshot(input, output, { key: new Uint8Array(16) });
    await scrubSnapshot(input, `${output}.gz`, { key: new Uint8Array(16) });
    expect(gunzipSync(readFileSync(`${output}.gz`)).equals(readFileSync(output))).toBe(true);
  });

  it('replaces each string of a file of many chunks, wherever its bytes lie', async () => {
    const data = Array.from(
      { length: 6000 },
      (_, index) => `${index} held "ü" ${'.'.repeat((index * 7) % 1000)}`,
    );
    const names = Array.from({ length: 6000 }, (_, index) => `Of${'things'.repeat(index % 50)}`);
    const heap = {
      nodes: [
        { type: 'synthetic', name: '' },
        ...data.map((name) => ({ type: 'string', name })),
        ...names.map((name) => ({ type: 'object', name })),
      ],
      edges: [...data, ...names].map((_, index): PlannedEdge => [0, 'element', index, index + 1]),
    };
    const { text } = buildSnapshot(heap);
    expect(text.length).toBeGreaterThan(3 << 20);
    writeFileSync(input, text);
    const { strings } = JSON.parse(text) as { strings: string[] };
    const result = await scrubSnapshot(input, output);
    const scrubbed = JSON.parse(readFileSync(output, 'utf8')) as { strings: string[] };
    const isName = new Set([...names, '']);
    const expected = strings.map((string) => (isName.has(string) ? string : 'replaced'));
    const found = scrubbed.strings.map((string) => (/^[g-v]+$/.test(string) ? 'replaced' : string));
    expect(found.filter((string, index) => string !== expected[index])).toEqual([]);
    expect(found.length).toBe(expected.length);
    expect(result).toMatchObject({ strings: strings.length, suspiciousLabels: 0, suspicious: 0 });
  });

  it('replaces names that look like data although they are escaped', async () => {
    const { text } = buildSnapshot(plan());
    const escaped = text.replace('"bob@example.org"', String.raw`"bob\u0040example\u002eorg"`);
    expect(escaped).not.toBe(text);
    writeFileSync(input, escaped);
    expect(await scrubSnapshot(input, output)).toMatchObject({ suspiciousLabels: 1, suspicious: 0 });
    expect(readFileSync(output, 'utf8')).not.toContain('bob');
  });

  it('leaves nothing behind when it is told to stop', async () => {
    const name = 'x'.repeat(1000);
    const nodes = Array.from({ length: 5000 }, (_, index) => ({ type: 'string', name: `${index}${name}` }));
    writeFileSync(input, buildSnapshot({ nodes, edges: [] }).text);
    const before = readdirSync(directory);
    const stop = new AbortController();
    const shares: number[] = [];
    const onProgress = (share: number) => {
      shares.push(share);
      if (share > 0.5) stop.abort();
    };
    await expect(
      scrubSnapshot(input, join(directory, 'never'), { signal: stop.signal, onProgress }),
    ).rejects.toThrow('aborted');
    expect(shares.length).toBeGreaterThan(2);
    expect(readdirSync(directory)).toEqual(before);
  });

  it('leaves nothing behind when the file does not hold', async () => {
    const { text } = buildSnapshot(plan());
    const before = readdirSync(directory);
    for (const [bad, words] of [
      [text.slice(0, -40), 'cut short'],
      ['', 'is empty'],
      ['<html>', 'no heap snapshot'],
      [text.replace(/"edge_count":\d+/, '"edge_count":1'), 'more than the 1 edges'],
      [`{"strings":["a"],${text.slice(1)}`, 'its strings come before'],
    ] as const) {
      writeFileSync(input, bad);
      await expect(scrubSnapshot(input, join(directory, 'never'))).rejects.toThrow(words);
    }
    expect(readdirSync(directory)).toEqual(before);
    await expect(scrubSnapshot(input, join(directory, 'none', 'x'))).rejects.toMatchObject({
      code: 'HT_E_UNWRITABLE',
    });
  });
});
