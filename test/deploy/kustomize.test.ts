import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployPath } from './deploy-files.js';
import { kubectl, kubectls, kustomized } from './deploy-programs.js';
import { type Manifest, ofKind, readManifests } from './manifest.js';
import { manifestProblems } from './manifest-problems.js';
import { schemaProblems } from './schema/schema-problems.js';

const KUSTOMIZE = deployPath('kustomize');
const BASE = join(KUSTOMIZE, 'base');
const FOLDERS = ['base', 'overlays/debug-on', 'overlays/scrape-on'];

describe.each(FOLDERS)('%s', (folder) => {
  it('has a kustomization without a mistake', () => {
    const [kustomization] = readManifests(join(KUSTOMIZE, folder, 'kustomization.yaml'));
    expect(schemaProblems(kustomization)).toEqual([]);
  });

  it('becomes objects without a mistake', async ({ skip }) => {
    if (kubectl === undefined) return skip('no kubectl');
    const objects = await kustomized(join(KUSTOMIZE, folder));
    expect(objects.length).toBeGreaterThanOrEqual(5);
    expect(manifestProblems(objects)).toEqual([]);
  });
});

it('the base is what its files say', async ({ skip }) => {
  const [kustomization] = readManifests(join(BASE, 'kustomization.yaml')) as [{ resources: string[] }];
  const files = readdirSync(BASE).filter((name) => name !== 'kustomization.yaml');
  expect([...kustomization.resources].sort()).toEqual(files.sort());
  const written = kustomization.resources.flatMap((name) => readManifests(join(BASE, name)));
  expect(manifestProblems(written)).toEqual([]);
  if (kubectl === undefined) return skip('no kubectl');
  const byKind = (objects: unknown[]) =>
    (objects as Manifest[]).toSorted((a, b) => a.kind.localeCompare(b.kind));
  expect(byKind(await kustomized(BASE))).toEqual(byKind(written));
});

it.each(kubectls)('kubectl $version makes the same of it as the others', async ({ path }) => {
  const overlay = join(KUSTOMIZE, 'overlays/scrape-on');
  expect(await kustomized(overlay, path)).toEqual(await kustomized(overlay));
});

it('debug-on changes nothing but the endpoint', async ({ skip }) => {
  if (kubectl === undefined) return skip('no kubectl');
  const base = (await kustomized(BASE)) as Manifest[];
  const debugged = (await kustomized(join(KUSTOMIZE, 'overlays/debug-on'))) as Manifest[];
  const [container] = ofKind(debugged, 'Deployment')[0]!.spec.template.spec.containers;
  expect(container!.env).toContainEqual({ name: 'HEAPTIDE_DEBUG_ADDR', value: '127.0.0.1:6060' });
  expect(container!.ports).toContainEqual({ name: 'debug', containerPort: 6060, protocol: 'TCP' });
  const without = {
    ...container!,
    env: container!.env.filter(({ name }) => name !== 'HEAPTIDE_DEBUG_ADDR'),
    ports: container!.ports.filter(({ name }) => name !== 'debug'),
  };
  expect(ofKind(base, 'Deployment')[0]!.spec.template.spec.containers).toEqual([without]);
  const others = (objects: Manifest[]) => objects.filter(({ kind }) => kind !== 'Deployment');
  expect(others(debugged)).toEqual(others(base));
});
