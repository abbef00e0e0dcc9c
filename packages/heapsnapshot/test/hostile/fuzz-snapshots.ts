import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeOwnSnapshot } from '../support/write-own-snapshot.js';
import { mutate } from './mutate.js';
import { shrinkSnapshot } from './shrink-snapshot.js';
import { type Trial, trySnapshot } from './try-snapshot.js';

const SIZES = [40, 400, 2_000];

/** Tests that so many mutants of what this Node.js writes are read, or refused in one line, and soon. */
export function fuzzSnapshots(mutants: number): void {
  let directory: string;
  let files: readonly Buffer[];

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'heaptide-mutants-'));
    const own = readFileSync(writeOwnSnapshot(join(directory, 'own.heapsnapshot')), 'utf8');
    files = SIZES.map((nodes) => Buffer.from(shrinkSnapshot(own, nodes)));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('the snapshots that mutants are made of are read in every way', async () => {
    for (const file of files) {
      const path = join(directory, 'whole');
      writeFileSync(path, file);
      expect(outcomes(await trySnapshot(path))).toEqual(['ok', 'ok', 'ok']);
    }
  });

  it(`${mutants} mutants are read or refused`, async () => {
    const path = join(directory, 'mutant');
    const complaints: string[] = [];
    const seen = new Set<string>();
    for (let seed = 1; seed <= mutants && complaints.length < 10; seed++) {
      writeFileSync(path, mutate(files[seed % files.length]!, seed));
      for (const { name, outcome, complaint } of await trySnapshot(path)) {
        seen.add(outcome);
        if (complaint !== undefined) complaints.push(`seed ${seed}, ${name}: ${complaint}`);
      }
    }
    expect(complaints).toEqual([]);
    // Mutants that are all refused for one reason would show little.
    for (const outcome of ['ok', 'HT_E_NOT_A_SNAPSHOT', 'HT_E_SNAPSHOT_CUT', 'HT_E_BAD_SNAPSHOT'])
      expect(seen).toContain(outcome);
  }, 1_200_000);
}

function outcomes(trials: readonly Trial[]): readonly string[] {
  return trials.map(({ outcome, complaint }) => complaint ?? outcome);
}
