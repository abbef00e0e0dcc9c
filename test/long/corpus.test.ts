/** Programs that leak and programs that do not, judged after every round: the aims, with room for chance. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readManifest } from '../corpus/manifest.js';
import { missesOf } from '../corpus/misses.js';
import { programTable } from '../corpus/program-table.js';
import { type JudgedRuns, runCorpora } from '../corpus/run-corpora.js';
import { type Share, summarise, type Summary } from '../corpus/summary.js';
import { nodeReleases } from '../support/node-releases.js';

const CORPORA = ['fixtures/corpus', 'fixtures/corpus/libraries'];
const MAJORS = [20, 24];
const SEED = 1;
const INTERVAL = 32_768;
const LIMIT_MS = 900_000;

const releases = await nodeReleases();

describe.each(MAJORS)('Node %i', (major) => {
  const release = releases.find(({ version }) => Number.parseInt(version, 10) === major);
  if (release === undefined || 'missing' in release) {
    it('is there', ({ skip }) => skip(release?.missing ?? 'no release of it is known here'));
    return;
  }

  const directory = mkdtempSync(join(tmpdir(), 'heaptide-corpus-'));
  let runs: JudgedRuns;
  let all: Summary;
  let libraries: Summary;

  beforeAll(async () => {
    const corpora = await Promise.all(
      CORPORA.map(async (name) => {
        const path = fileURLToPath(new URL(`../../${name}`, import.meta.url));
        return { name, directory: path, isOurs: true, programs: await readManifest(path) };
      }),
    );
    const series = CORPORA.map((_, i) => join(directory, String(i)));
    const setting = { nodes: [major], seeds: [SEED], interval: INTERVAL, rounds: 'uneven' as const };
    runs = await runCorpora({ ...setting, corpora, series });
    all = summarise(runs.outcomes);
    libraries = runs.summaries[CORPORA[1]!]!;
    console.log(programTable(runs.outcomes), missesOf(runs.outcomes, runs.failed));
  }, LIMIT_MS / MAJORS.length);

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('runs every program, and every leak grows as its manifest says', () => {
    const { notRun, doesNotGrow } = missesOf(runs.outcomes, runs.failed);
    expect([...notRun, ...doesNotGrow]).toEqual([]);
  });

  it('names the leaks, at the right site', () => {
    expect(ratioOf(all.found)).toBeGreaterThanOrEqual(0.9);
    expect(all.foundExternal.count).toBe(all.foundExternal.of);
    expect(ratioOf(all.precision)).toBeGreaterThanOrEqual(0.97);
    expect(ratioOf(all.sitePrecision)).toBeGreaterThanOrEqual(0.9);
  });

  it('names them soon', () => {
    expect(all.firstRed.median).toBeLessThanOrEqual(9);
    expect(all.firstConfirmed.median).toBeLessThanOrEqual(14);
  });

  it('tells of the leak that no allocation site has', () => {
    expect(all.toldNative).toEqual({ count: 1, of: 1 });
  });

  it('confirms no healthy program, and shows hardly any as a leak', () => {
    expect(all.healthyConfirmed.count).toBe(0);
    expect(all.healthyRed.count).toBeLessThanOrEqual(2);
    expect(ratioOf(all.warmUpsWithdrawn)).toBeGreaterThanOrEqual(0.9);
  });

  it('names the leaks by way of libraries, and none in their fixed twins', () => {
    expect(libraries.found).toEqual({ count: 5, of: 5 });
    expect(libraries.healthyRed).toEqual({ count: 0, of: 5 });
  });
});

/** 1 where there is nothing to count. */
function ratioOf({ count, of }: Share): number {
  return of === 0 ? 1 : count / of;
}
