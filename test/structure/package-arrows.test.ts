import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const packagesDirectory = new URL('../../packages/', import.meta.url).pathname;

/** Which package may import which of ours; docs/decisions/packages.md says why. */
const ARROWS: Record<string, readonly string[]> = {
  profile: [],
  growth: ['profile'],
  heapsnapshot: ['profile'],
  report: ['profile', 'growth', 'heapsnapshot'],
  why: ['profile'],
  agent: ['profile', 'why'],
  proxy: ['agent'],
  kube: [],
  targets: ['profile', 'kube', 'why'],
  tui: ['growth', 'report', 'targets'],
  testing: ['growth', 'agent'],
  cli: ['profile', 'growth', 'heapsnapshot', 'report', 'why', 'agent', 'proxy', 'kube', 'targets', 'tui'],
};

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(packagesDirectory, folder, 'package.json'), 'utf8')) as Manifest;
}

function oursAmong(names: readonly string[]): string[] {
  return names.filter((name) => name.startsWith('@heaptide/')).map((name) => name.slice('@heaptide/'.length));
}

/** Packages that the sources import by name, Node's own left out. */
function importsOf(folder: string): string[] {
  const sources = join(packagesDirectory, folder, 'src');
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const names = files.flatMap((file) => {
    const text = readFileSync(join(sources, file), 'utf8');
    const specifiers = [...text.matchAll(/(?:\bfrom |\bimport |\bimport\()'([^'.\n][^'\n]*)'/g)].map(
      (match) => match[1]!,
    );
    return specifiers.filter((specifier) => !specifier.startsWith('node:'));
  });
  const packageName = /^(@[^/]+\/)?[^/]+/;
  return [...new Set(names.map((name) => packageName.exec(name)![0]))];
}

describe.each(readdirSync(packagesDirectory))('package %s', (folder) => {
  const manifest = manifestOf(folder);
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

  it('is in the plan', () => {
    expect(Object.keys(ARROWS)).toContain(folder);
    expect(manifest.name).toBe(folder === 'cli' ? 'heaptide' : `@heaptide/${folder}`);
    expect(manifest.license).toBe('Apache-2.0');
  });

  it('depends only on the packages it may', () => {
    const dependencies = oursAmong([...declared, ...Object.keys(manifest.devDependencies ?? {})]);
    expect(ARROWS[folder]).toEqual(expect.arrayContaining(dependencies));
  });

  it('imports only what it declares', () => {
    expect(declared).toEqual(expect.arrayContaining(importsOf(folder)));
  });

  it('names exact versions', () => {
    for (const [name, version] of Object.entries(manifest.dependencies ?? {})) {
      expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+$/);
    }
  });
});
