import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI_PACKAGE, KREW } from './deploy-files.js';
import { parseManifests } from './manifest.js';
import { complaint, output } from './program-output.js';
import { schemaProblems } from './schema/schema-problems.js';

const MAKE = join(KREW, 'make-manifest.mjs');
const URI = 'https://releases.example/heaptide-krew-0.1.0.tgz';
const PLUGIN = 'bin/kubectl-heaptide.js';

let directory: string;
let count = 0;

/** An archive by `npm pack` of a package that bundles a heaptide of these files. */
function packed(files: Readonly<Record<string, string>>, mode = 0o755): string {
  const folder = join(directory, String((count += 1)));
  const bundled = join(folder, 'node_modules/heaptide');
  mkdirSync(join(bundled, 'bin'), { recursive: true });
  const manifest = {
    name: 'heaptide-krew',
    version: '0.1.0',
    dependencies: { heaptide: '0.1.0' },
    bundleDependencies: ['heaptide'],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(bundled, name), text, { mode });
  for (const name of Object.keys(files)) chmodSync(join(bundled, name), mode);
  const name = execFileSync('npm', ['pack', '--ignore-scripts'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 30_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return join(folder, name.trim());
}

const make = (archive: string, version = '0.1.0') => [
  MAKE,
  '--version',
  version,
  '--archive',
  archive,
  '--uri',
  URI,
];

const HEAPTIDE = {
  'package.json': '{"name":"heaptide","version":"0.1.0"}',
  [PLUGIN]: '#!/usr/bin/env node\n',
};

describe('the manifest for krew', () => {
  let archive: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'heaptide-krew-'));
    archive = packed(HEAPTIDE);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('tells the checksum of the archive, and holds', async () => {
    const text = await output(process.execPath, make(archive));
    const [manifest] = parseManifests(text);
    expect(schemaProblems(manifest)).toEqual([]);
    const sha256 = createHash('sha256').update(readFileSync(archive)).digest('hex');
    expect(manifest).toMatchObject({ spec: { version: 'v0.1.0', platforms: [{ uri: URI, sha256 }] } });
    expect(text).not.toContain('$');
  });

  it('names a program that the package has', () => {
    const { bin } = JSON.parse(readFileSync(CLI_PACKAGE, 'utf8')) as { bin: Record<string, string> };
    const [template] = parseManifests(readFileSync(join(KREW, 'heaptide.yaml'), 'utf8'));
    expect(bin['kubectl-heaptide']).toBe(PLUGIN);
    expect(template).toMatchObject({
      spec: { platforms: [{ bin: `package/node_modules/heaptide/${PLUGIN}` }] },
    });
  });

  it('is not a manifest before it was made', () => {
    const [template] = parseManifests(readFileSync(join(KREW, 'heaptide.yaml'), 'utf8'));
    expect(schemaProblems(template)).toHaveLength(3);
  });

  it('is refused for what does not fit', async () => {
    const refusal = (args: readonly string[]) => complaint(process.execPath, args);
    expect(await refusal(make(archive, '0.2.0'))).toMatch(/holds heaptide 0\.1\.0, not 0\.2\.0\n$/);
    expect(await refusal(make(archive, 'v0.1.0'))).toMatch(/--version is no version/);
    expect(await refusal([...make(archive).slice(0, -1), 'http://x'])).toMatch(/--uri takes an https:/);
    expect(await refusal(make(archive).slice(0, -2))).toMatch(/Missing required argument: uri/);
    expect(await refusal(make(join(directory, 'none.tgz')))).toMatch(/ENOENT/);
    const without = packed({ 'package.json': HEAPTIDE['package.json'] });
    expect(await refusal(make(without))).toMatch(
      /does not hold package\/node_modules\/heaptide\/bin\/kubectl/,
    );
    expect(await refusal(make(packed(HEAPTIDE, 0o644)))).toMatch(/is not executable/);
    truncateSync(without, 200);
    expect(await refusal(make(without))).toMatch(/cannot be unpacked/);
  });
});
