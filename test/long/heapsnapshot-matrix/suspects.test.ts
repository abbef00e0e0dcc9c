import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSuspects, openHeapSnapshot, type Suspect } from '@heaptide/heapsnapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  HEALTHY_PROGRAMS,
  LEAK_PROGRAMS,
  SHARED_PROGRAMS,
} from '../../heapsnapshot/support/leak-programs.js';
import { writeHeap } from '../../heapsnapshot/support/write-heap.js';
import { nodeReleases, type NodeVersion } from '../../support/node-releases.js';

/** In Node.js 26 its records have 9.8 % of the heap, and a pile is suspected from 10 % on. */
const ONLY_TOLD: ReadonlySet<string> = new Set(['proxies 26']);

/** What the JSON of Node.js 20 is until somebody reads it. */
const OTHERWISE: ReadonlyMap<string, string> = new Map([['json-cache 20', '(concatenated string)']]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suspects-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

for (const release of await nodeReleases()) {
  if (!('missing' in release)) describeSuspects(release);
}

function describeSuspects({ version, execPath }: NodeVersion): void {
  const [major] = version.split('.');

  describe(`Node.js ${version}`, () => {
    it.each([...LEAK_PROGRAMS, ...SHARED_PROGRAMS])(
      'the first suspect of $name is what it leaks',
      async ({ name, script, leak }) => {
        const [suspect] = await suspectsOf(script, execPath);
        const { holder, leakedClasses } = leak!;
        expect(suspect).toMatchObject({ holder });
        const which = `${name} ${major}`;
        expect([OTHERWISE.get(which), ...leakedClasses]).toContain(suspect!.leakedClass);
        expect(suspect!.severity).toBe(ONLY_TOLD.has(which) ? 'info' : 'accumulation');
      },
    );

    it.each(HEALTHY_PROGRAMS)('$name has nothing above "info"', async ({ script }) => {
      const suspects = await suspectsOf(script, execPath);
      expect(suspects.filter(({ severity }) => severity !== 'info')).toEqual([]);
    });
  });
}

async function suspectsOf(script: string, execPath: string): Promise<readonly Suspect[]> {
  const path = join(folder, 'last.heapsnapshot');
  await writeHeap(script, [path], execPath);
  return findSuspects(await openHeapSnapshot(path));
}
