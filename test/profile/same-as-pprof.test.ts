import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  combineProfiles,
  compareToBase,
  encodeProfile,
  HeaptideError,
  type Profile,
  readProfile,
  subtractBase,
} from '../../packages/profile/src/index.js';
import { arbitraryCapture, arbitraryProfile } from '../../packages/profile/test/arbitrary-profile.js';
import { findPprof, type Pprof } from './go-pprof.js';
import { spellOut } from './spell-out.js';

const directory = mkdtempSync(join(tmpdir(), 'heaptide-'));
let pprof: Pprof | undefined;

beforeAll(async () => {
  pprof = await findPprof(directory);
});
afterAll(() => rmSync(directory, { recursive: true }));

/** What is done to profiles, by us and, with these options before their names, by pprof. */
interface Verb {
  readonly options: (names: readonly string[]) => string[];
  readonly run: (profiles: readonly Profile[]) => Profile;
}

/** The first profile is the base of the others. */
const base = (option: string, ...more: string[]) => {
  return ([first, ...others]: readonly string[]) => [...more, `${option}=${first!}`, ...others];
};
const VERBS: Readonly<Record<string, Verb>> = {
  merge: { options: (names) => [...names], run: combineProfiles },
  base: {
    options: base('-base'),
    run: ([first, ...others]) => subtractBase(combineProfiles(others), combineProfiles([first!])),
  },
  diff_base: {
    options: base('-diff_base'),
    run: ([first, ...others]) => compareToBase(combineProfiles(others), combineProfiles([first!])),
  },
  'normalized base': {
    options: base('-base', '-normalize'),
    run: ([first, ...others]) =>
      subtractBase(combineProfiles(others), combineProfiles([first!]), { normalize: true }),
  },
};

const type = (name: string, unit: string) => ({ type: name, unit });
const TYPES = [
  [type('inuse_objects', 'count'), type('inuse_space', 'bytes')],
  [type('inuse_objects', 'count'), type('inuse_space', 'bytes')],
  [type('inuse_space', 'kb'), type('inuse_objects', 'count'), type('wait', 'ms')],
  [type('inuse_space', 'B')],
  [type('wait', 'us'), type('inuse_space', 'megabytes')],
];

/** Profiles that often agree in stacks and cancel, some in other types and units, some with values beyond 2^53. */
const capture: fc.Arbitrary<Profile> = fc
  .tuple(
    fc.constantFrom(...TYPES).chain((types) => arbitraryCapture(types)),
    fc.constantFrom(1, 1, 1, 1000, 2 ** 51 + 1),
    fc.record({
      periodType: fc.constantFrom(type('space', 'bytes'), type('space', 'bytes'), type('space', 'kb')),
      defaultSampleType: fc.constantFrom('', 'inuse_space', 'wait'),
      docUrl: fc.constantFrom('', 'http://a', 'http://b'),
      timeNanos: fc.constantFrom(0n, 3n, 7n),
    }),
  )
  .map(([profile, factor, header]) => ({
    ...profile,
    ...header,
    samples: { ...profile.samples, values: profile.samples.values.map((value) => value * factor + 0) },
  }));

let files = 0;

async function compareWithPprof(verb: Verb, profiles: readonly Profile[]): Promise<void> {
  const run = files++;
  const names = profiles.map((_, i) => join(directory, `${run}-${i}.pb`));
  await Promise.all(profiles.map((profile, i) => writeFile(names[i]!, encodeProfile(profile))));
  const output = join(directory, `${run}.pb.gz`);
  const theirs = await pprof!('-proto', `-output=${output}`, ...verb.options(names));
  // A build id of one byte, for one, is too short for it.
  if (theirs.stderr.startsWith('panic: ')) return;
  // Through bytes, so that what only pprof's own encoder settles is settled in both.
  const ours = await attempt(async () => readProfile(encodeProfile(verb.run(profiles))));
  if (theirs.exit !== 0) {
    expect(ours, theirs.stderr).toBeInstanceOf(HeaptideError);
    // Where the types are listed pprof prints addresses in memory.
    if (!theirs.stderr.includes('incompatible sample types [')) {
      expect(theirs.stderr).toContain((ours as HeaptideError).message);
    }
    return;
  }
  if (ours instanceof HeaptideError) throw ours;
  expect(spellOut(ours)).toEqual(spellOut(await readProfile(await readFile(output))));
}

async function attempt<T>(run: () => Promise<T>): Promise<T | HeaptideError> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof HeaptideError) return error;
    throw error;
  }
}

test.each(Object.entries(VERBS))('%s gives what go tool pprof gives', async (_, verb) => {
  if (pprof === undefined) {
    console.log('not compared with pprof: there is no go tool pprof of Go 1.24 or later on this machine');
    return;
  }
  await fc.assert(
    fc.asyncProperty(fc.array(capture, { minLength: 2, maxLength: 4 }), (profiles) =>
      compareWithPprof(verb, profiles),
    ),
    { numRuns: 150 },
  );
});

test('a single profile gives what go tool pprof gives', async () => {
  if (pprof === undefined) return;
  // A colon may make a mapping's file a URL, which pprof takes away; drop_frames would be applied.
  const text = fc.string({ unit: 'binary' }).map((any) => any.replaceAll(':', ''));
  const single = arbitraryProfile({ text }).map((profile) => ({
    ...profile,
    dropFrames: '',
    keepFrames: '',
  }));
  await fc.assert(
    fc.asyncProperty(single, (profile) => compareWithPprof(VERBS.merge!, [profile])),
    { numRuns: 150 },
  );
});
