import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actualRun, expectedRun, goldenCases } from './golden-cases.js';

const FOLDERS = {
  'the fixtures': fileURLToPath(new URL('../../fixtures/pprof', import.meta.url)),
  'the golden folder beside the repository': fileURLToPath(
    new URL('../../../shared/golden', import.meta.url),
  ),
};

const zone = process.env.TZ;

beforeAll(() => {
  process.env.TZ = 'UTC';
});

afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe.each(Object.entries(FOLDERS))(
  'google/pprof and heaptide pprof print the same in %s',
  (_, folder) => {
    // Source files are not part of the folders.
    const cases = goldenCases(folder).filter(
      ({ args }) => !args.some((arg) => arg.startsWith('-source_path')),
    );

    if (cases.length === 0) {
      it('needs the cases', ({ skip }) => skip(`there are none in ${folder}`));
      return;
    }

    it.for(cases.map((one) => [`${one.id} ${one.args.join(' ')}`, one] as const))('%s', async ([, one]) => {
      expect(await actualRun(folder, one)).toEqual(expectedRun(folder, one));
    });
  },
);
