import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeProfile, type Profile } from '../../packages/profile/src/index.js';
import { arbitraryProgram } from '../../packages/profile/test/graph/arbitrary-program.js';
import { findPprof, type Pprof } from '../profile/go-pprof.js';
import { arbitraryFlags, type Flags } from './arbitrary-flags.js';
import { arbitrarySampleTypes } from './arbitrary-sample-types.js';
import { ourPprof } from './our-pprof.js';

/** Where to start: `PPROF_ENGINE_SEED=seed` or `seed/path` of a failure replays it. */
const [SEED, PATH] = process.env.PPROF_ENGINE_SEED?.split('/') ?? [];

/**
 * Where pprof has no order of its own it takes that of a Go map, which shows two entries in their usual order seven times
 * out of eight; so many runs that agree do so by no chance.
 */
const REPEATS = 100;

const directory = mkdtempSync(join(tmpdir(), 'heaptide-'));
const timeZone = process.env.TZ;
const counts = { equal: 0, refused: 0, unstable: 0 };
let pprof: Pprof | undefined;

const frameFilter = fc.constantFrom('', '', '', 'a', 'main|b', '.*c', '(', 'Array\\.from.*');
const twoProfiles = arbitrarySampleTypes.chain((types) => {
  const program = arbitraryProgram({ sampleTypes: fc.constant(types), frameFilter });
  return fc.tuple(program, program);
});

/** Declares the test: so many command lines, each compared with `go tool pprof`. */
export function compareWithGo(runs: number): void {
  beforeAll(async () => {
    process.env.TZ = 'UTC';
    pprof = await findPprof(directory);
  });
  afterAll(() => {
    if (timeZone === undefined) delete process.env.TZ;
    else process.env.TZ = timeZone;
    rmSync(directory, { recursive: true });
  });

  test('reports are those of go tool pprof', async () => {
    if (pprof === undefined) {
      console.log('not compared with pprof: there is no go tool pprof of Go 1.24 or later on this machine');
      return;
    }
    const property = fc.asyncProperty(arbitraryFlags, twoProfiles, compare);
    await fc.assert(property, {
      numRuns: runs,
      ...(SEED !== undefined && { seed: Number(SEED) }),
      ...(PATH !== undefined && { path: PATH }),
    });
    console.log(
      `${counts.equal} reports equal, ${counts.refused} refused by both, ${counts.unstable} without an order in pprof`,
    );
    expect(counts.equal).toBeGreaterThan(counts.refused + counts.unstable);
  });
}

async function compare(flags: Flags, [source, base]: [Profile, Profile]): Promise<void> {
  await writeFile(join(directory, 'source.pb'), encodeProfile(source));
  await writeFile(join(directory, 'base.pb'), encodeProfile(base));
  const bases = flags.base === undefined ? [] : [`${flags.base}=base.pb`];
  const args = [flags.format, ...flags.options, ...bases, 'source.pb'];
  const line = args.join(' ');
  const ours = await ourPprof(['-symbolize=none', ...args], directory);
  const theirs = await pprof!(...args);
  if (theirs.exit !== 0) {
    expect(ours.exit, `${line}\n${theirs.stderr}`).toBe(theirs.exit);
    counts.refused++;
    return;
  }
  const wanted = theirs.stdout.toString();
  if (ours.exit === 0 && ours.stdout === wanted) {
    counts.equal++;
  } else if (await isUnstable(args, wanted)) {
    counts.unstable++;
  } else {
    expect(ours.exit, `${line}\n${ours.stderr}`).toBe(0);
    expect(ours.stdout, line).toBe(wanted);
  }
}

async function isUnstable(args: readonly string[], first: string): Promise<boolean> {
  for (let again = 0; again < REPEATS; again++) {
    const { stdout } = await pprof!(...args);
    if (stdout.toString() !== first) return true;
  }
  return false;
}
