import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findSite } from './find-site.js';
import { pathInFolder, WHY_PROGRAMS } from './manifest.js';

it('has an entry for every program here, and a program for every entry', () => {
  const files = ['programs/leaky', 'programs/healthy'].flatMap((folder) =>
    readdirSync(pathInFolder(folder), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => `${folder}/${name}`),
  );
  const listed = WHY_PROGRAMS.map(({ file }) => file);
  expect(files.filter((file) => !listed.includes(file))).toEqual([]);
  expect(listed.filter((file) => !existsSync(pathInFolder(file)))).toEqual([]);
  expect(new Set(WHY_PROGRAMS.map(({ name }) => name)).size).toBe(WHY_PROGRAMS.length);
});

it('says of each where its site is, once', () => {
  for (const { name, file, site, build } of WHY_PROGRAMS) {
    // Where a site is in what a bundler makes is known once that has been made.
    if (build !== undefined) continue;
    const source = readFileSync(join(pathInFolder(site.file ?? file)), 'utf8');
    const { line, column } = findSite(source, site);
    expect(source.split('\n')[line - 1]![column - 1], name).toBe('(');
  }
});

it('takes no healthy program for one that is held', () => {
  for (const { name, leaks, right } of WHY_PROGRAMS) {
    const states = right.map(({ state }) => state);
    if (leaks) expect(states, name).not.toContain('dies');
    else expect(states, name).toEqual(['dies']);
  }
});
