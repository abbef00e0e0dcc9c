import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actualRun, expectedRun, goldenCases, workplace } from './golden-cases.js';

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
    const cases = goldenCases(folder);

    if (cases.length === 0) {
      it('needs the cases', ({ skip }) => skip(`there are none in ${folder}`));
      return;
    }

    let cwd: string;
    beforeAll(() => {
      cwd = workplace(folder);
    });
    afterAll(() => rm(dirname(cwd), { recursive: true }));

    it.for(cases.map((one) => [`${one.id} ${one.args.join(' ')}`, one] as const))('%s', async ([, one]) => {
      expect(await actualRun(cwd, one)).toEqual(expectedRun(folder, one));
    });
  },
);
