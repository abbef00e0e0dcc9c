import { ProfileBuilder, type Profile } from '@heaptide/profile/write';
import { expect, it } from 'vitest';
import { findSite, largestSite } from '../../src/why/find-site.js';

const SPACE = { type: 'inuse_space', unit: 'bytes' };

/** Of samples: their bytes, then their stack, leaf first, each frame as `name file line column`. */
function profileOf(samples: readonly (readonly [number, ...string[]])[]): Profile {
  const builder = new ProfileBuilder({
    sampleTypes: [{ type: 'inuse_objects', unit: 'count' }, SPACE],
    defaultSampleType: SPACE.type,
    periodType: SPACE,
    period: 1,
    timeNanos: 0n,
  });
  const mapping = builder.mapping({ filename: 'app' });
  for (const [bytes, ...frames] of samples) {
    const stack = frames.map((frame) => {
      const [name = '', filename = '', line, column] = frame.split(' ');
      const func = builder.func({ name, filename, startLine: Number(line) });
      return builder.location({
        mapping,
        lines: [{ function: func, line: Number(line), column: Number(column) }],
      });
    });
    builder.sample({ stack, values: [1, bytes] });
  }
  return builder.build();
}

const profile = profileOf([
  [100, 'add /srv/app/table.js 3 9', 'open /srv/app/main.js 20 1', 'open /srv/app/main.js 20 1'],
  [150, 'add /srv/lib/table.js 7 2', 'open /srv/app/main.js 20 1'],
  [80, 'add /srv/app/table.js 3 9', 'serve /srv/app/main.js 30 1'],
  [500, 'render /srv/app/table.js 50 1'],
]);
const sought = (wish: object): unknown => largestSite(profile, { function: 'add', collect: false, ...wish });

it('finds the function of that name with most bytes under it, also where another allocates them', () => {
  expect(sought({})).toEqual({ function: 'add', file: '/srv/app/table.js', line: 3, column: 9 });
  expect(sought({ function: 'open' })).toMatchObject({ file: '/srv/app/main.js', line: 20 });
});

it('goes by whatever is told of its place', () => {
  expect(sought({ file: 'lib/table.js' })).toMatchObject({ line: 7, column: 2 });
  expect(sought({ file: '/srv/lib/table.js' })).toMatchObject({ line: 7 });
  expect(sought({ line: 7 })).toMatchObject({ file: '/srv/lib/table.js' });
  expect(sought({ line: 3, column: 9 })).toMatchObject({ file: '/srv/app/table.js' });
});

it.each([
  [{ function: 'ad' }],
  [{ file: 'able.js' }],
  [{ file: 'other.js' }],
  [{ line: 4 }],
  [{ line: 3, column: 2 }],
  [{ function: 'render', file: 'main.js' }],
])('finds none for %o', (wish) => {
  expect(sought(wish)).toBeUndefined();
});

it('takes a site that is told in full as it is, without a look at the heap', async () => {
  const site = { function: 'gone', file: 'file:///x.mjs', line: 1, column: 2 };
  const profileOfNone = (): never => {
    throw new Error('not to be read');
  };
  expect(await findSite(profileOfNone, { ...site, collect: true })).toEqual(site);
  expect(await findSite(() => Promise.resolve(profile), { function: 'render', collect: false })).toEqual({
    function: 'render',
    file: '/srv/app/table.js',
    line: 50,
    column: 1,
  });
});
