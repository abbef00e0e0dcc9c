import { gunzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  decodeProfile,
  encodeProfile,
  gzip,
  HeaptideError,
  mergeProfiles,
  ProfileBuilder,
  readProfile,
  subtractBase,
} from '../../packages/profile/src/index.js';
import { mutant, randomNumbers } from './mutants.js';

const MOST_MS = 1000;
const MOST_MIB = 512;

/** Every field that there is, and every way to write a number. */
function seedProfile(): Uint8Array {
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
    defaultSampleType: 'inuse_space',
    periodType: { type: 'space', unit: 'bytes' },
    period: 524_288,
    timeNanos: 1_790_000_000_000_000_000n,
    durationNanos: 5n,
    docUrl: 'https://example.com',
  });
  builder.comment('first');
  builder.comment('second');
  const mapping = builder.mapping({ filename: 'app', buildId: 'b1', memoryStart: 4096n, memoryLimit: 8192n });
  const locations = Array.from({ length: 200 }, (_, i) => {
    const func = builder.func({
      name: `f${i}`,
      filename: `${i % 7}.js`,
      startLine: i,
      systemName: i % 3 ? '' : 's',
    });
    const line = { function: func, line: i + 1, column: i % 5 };
    return builder.location({ mapping, lines: i % 4 === 0 ? [line, line] : [line] });
  });
  for (let i = 0; i < 60; i++) {
    const stack = Array.from({ length: i % 40 }, (_, frame) => locations[(i * 31 + frame * 17) % 200]!);
    const labels = [
      { key: 'born', number: i * 1000, unit: 'bytes' },
      { key: 'tenant', text: `t${i % 3}` },
    ];
    builder.sample({ stack, values: [i - 5, 2 ** i % 2 ** 50], labels: labels.slice(i % 3) });
  }
  return encodeProfile(builder.build());
}

function seedHeapProfile(): Uint8Array {
  const node = (depth: number): unknown => ({
    callFrame: {
      functionName: depth === 0 ? '(root)' : `f${depth}`,
      scriptId: '1',
      url: 'a.js',
      lineNumber: depth - 1,
      columnNumber: 3,
    },
    selfSize: depth * 100,
    id: depth,
    children: depth > 6 ? [] : [node(depth + 1), node(depth + 2)],
  });
  const samples = [3, 4, 4].map((nodeId, i) => ({ size: 100, nodeId, ordinal: i }));
  return new TextEncoder().encode(JSON.stringify({ head: node(0), samples }));
}

async function readFixture(name: string): Promise<Uint8Array> {
  return gunzipSync(await readFile(new URL(`../../fixtures/pprof/profiles/${name}.pb.gz`, import.meta.url)));
}

/** Declares the test: so many profiles, each damaged in another way. */
export function fuzzProfiles(mutants: number): void {
  test(
    `${mutants} damaged profiles are read or refused, quickly, in bounded memory`,
    { timeout: 300_000 },
    async () => {
      const recorded = await Promise.all(
        ['special-everything', 'node-dd-leak-2', 'node26-dd-alloc4-1'].map(readFixture),
      );
      const plain = [seedProfile(), seedHeapProfile(), ...recorded];
      const zipped = await Promise.all(plain.slice(0, 2).map(gzip));
      const before = process.resourceUsage().maxRSS;
      let refused = 0;
      for (let run = 0; run < mutants; run++) {
        const random = randomNumbers(run * 2_654_435 + 1);
        const bytes = mutant(run % 5 === 4 ? zipped : plain, random);
        const start = performance.now();
        const failure = await useProfile(bytes);
        const took = performance.now() - start;
        if (failure instanceof HeaptideError) {
          refused++;
          expect(failure.message).toMatch(/^[^\p{Cc}]+$/u);
        } else if (failure !== undefined) {
          throw new Error(`mutant ${run}: ${Buffer.from(bytes).toString('base64').slice(0, 2000)}`, {
            cause: failure,
          });
        }
        expect(took, `mutant ${run}`).toBeLessThan(MOST_MS);
      }
      // Damage that is never found, or always, would show that the mutants test nothing.
      expect(refused).toBeGreaterThan(mutants / 10);
      expect(refused).toBeLessThan(mutants * 0.95);
      expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(MOST_MIB);
    },
  );
}

/** Reads a profile and does what can be done to it; what is thrown on the way. */
async function useProfile(bytes: Uint8Array): Promise<unknown> {
  try {
    const profile = await readProfile(bytes, { maxBytes: 64 * 1024 * 1024 });
    const encoded = encodeProfile(profile);
    if (Buffer.compare(encodeProfile(decodeProfile(encoded)), encoded) !== 0)
      throw new Error('encoded otherwise');
    subtractBase(mergeProfiles([profile, profile]), profile);
    return undefined;
  } catch (error) {
    return error;
  }
}
