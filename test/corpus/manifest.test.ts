import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readManifest } from './manifest.js';

const CORPUS = fileURLToPath(new URL('../../fixtures/corpus', import.meta.url));
const LIBRARIES = `${CORPUS}/libraries`;
const own = await readManifest(CORPUS);
const libraries = await readManifest(LIBRARIES);

describe.each([
  { name: 'fixtures/corpus', directory: CORPUS, programs: own, folders: ['leaky', 'healthy'] },
  { name: 'its libraries', directory: LIBRARIES, programs: libraries, folders: ['leaky', 'fixed'] },
])('$name', ({ directory, programs, folders }) => {
  it('has one entry for every program', () => {
    const files = folders.flatMap((folder) =>
      readdirSync(`${directory}/${folder}`).map((name) => `${folder}/${name}`),
    );
    expect(programs.map(({ file }) => file).sort()).toEqual(files.sort());
    expect(new Set(programs.map(({ name }) => name)).size).toBe(programs.length);
  });

  it('says of each what its folder says, and what a judge has to know', () => {
    for (const { name, file, leaks, units, heap, bytesPerUnit, truth, decidableInWindow } of programs) {
      expect(leaks, name).toBe(file.startsWith('leaky/'));
      expect(units, name).toBeGreaterThan(0);
      if (leaks) {
        expect(heap, name).toMatch(/^(js|external|native)$/);
        expect(bytesPerUnit, name).toBeGreaterThan(0);
        expect(truth, name).not.toEqual([]);
      } else {
        expect(decidableInWindow, name).toBeTypeOf('boolean');
      }
    }
  });

  it('names first a true function that the program itself has', () => {
    for (const { name, file, leaks, truth = [] } of programs) {
      if (leaks) expect(readFileSync(`${directory}/${file}`, 'utf8'), name).toContain(truth[0]!.function);
    }
  });
});

it('its page counts the programs', () => {
  const page = readFileSync(`${CORPUS}/README.md`, 'utf8');
  const leaking = own.filter(({ leaks }) => leaks).length;
  expect(page).toContain(`${leaking} leaking and ${own.length - leaking} healthy programs`);
});

it('libraries are those that are installed', () => {
  for (const { name, npm } of libraries) {
    const [, library, version] = /^(.+)@(.+)$/.exec(npm ?? '') ?? [];
    const installed = fileURLToPath(new URL(`../../node_modules/${library}/package.json`, import.meta.url));
    expect((JSON.parse(readFileSync(installed, 'utf8')) as { version: string }).version, name).toBe(version);
  }
});
