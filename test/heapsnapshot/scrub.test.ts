import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openHeapSnapshot, readHeapSnapshot, scrubSnapshot } from '@heaptide/heapsnapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantSecrets } from './support/secret-kinds.js';

const program = fileURLToPath(new URL('programs/hold-secrets.mjs', import.meta.url));

let directory: string;
let original: string;
let scrubbed: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'heaptide-secrets-'));
  original = join(directory, 'original.heapsnapshot');
  scrubbed = join(directory, 'scrubbed.heapsnapshot');
  const secretsFile = join(directory, 'secrets.json');
  writeFileSync(secretsFile, JSON.stringify(plantSecrets()));
  execFileSync(process.execPath, [program, secretsFile, original], { timeout: 60_000 });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('a scrubbed snapshot of a program with secrets', () => {
  it('holds none of them as text, and the same sizes', async () => {
    const result = await scrubSnapshot(original, scrubbed);
    expect(result.suspicious).toBe(0);
    const texts = await allTexts(scrubbed);
    const before = await allTexts(original);
    const secrets = plantSecrets();
    // What a snapshot does not hold at all proves nothing.
    const planted = secrets.filter(({ secret }) => before.includes(secret));
    expect(new Set(planted.map(({ kind }) => kind)).size).toBeGreaterThan(35);
    expect(planted.length).toBeGreaterThan(600);
    const left = secrets.filter(({ secret }) => texts.includes(secret));
    expect(left.map(({ kind, way }) => `${kind} as ${way}`)).toEqual([]);

    const [whole, copy] = [await openHeapSnapshot(original), await openHeapSnapshot(scrubbed)];
    expect(Buffer.compare(bytesOf(copy.retainedSizes), bytesOf(whole.retainedSizes))).toBe(0);
    expect(Buffer.compare(bytesOf(copy.distances), bytesOf(whole.distances))).toBe(0);
    expect(readFileSync(scrubbed).length).toBe(readFileSync(original).length);
  });

  it('keeps the names of the program', async () => {
    await scrubSnapshot(original, scrubbed);
    const texts = await allTexts(scrubbed);
    for (const name of ['Credentials', 'held', 'Promise', 'hold-secrets.mjs', 'system / NativeContext'])
      expect(texts, name).toContain(name);
  });
});

/** All strings of a snapshot, one under the other. */
async function allTexts(path: string): Promise<string> {
  const { strings } = await readHeapSnapshot(path);
  return Array.from({ length: strings.count }, (_, index) => strings.text(index)).join('\n\n');
}

function bytesOf(array: Float64Array | Int32Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}
