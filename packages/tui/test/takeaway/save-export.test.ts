import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderGrowthJson, renderGrowthMarkdown } from '@heaptide/report';
import { exportFileName } from '../../src/takeaway/export-file-name.js';
import { saveExport } from '../../src/takeaway/save-export.js';
import { writeExport } from '../../src/takeaway/write-export.js';
import { hostileName } from '../hostile-names.js';
import { START, sampleReport } from '../sample-report.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heaptide-export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const named = (service: string) =>
  exportFileName({ service, time: START, kind: 'growth', extension: 'json' });

test.each([
  ['proxy', 'heaptide-proxy-20260311T134831Z-growth.json'],
  ['', 'heaptide-20260311T134831Z-growth.json'],
  ['../../etc/passwd', 'heaptide-etc-passwd-20260311T134831Z-growth.json'],
  ['größe', 'heaptide-gr-e-20260311T134831Z-growth.json'],
])('an export of %j is called %s', (service, name) => {
  expect(named(service)).toBe(name);
});

test('whatever a service is called, its exports are plain names', () => {
  fc.assert(
    fc.property(hostileName(), (service) => {
      expect(named(service)).toMatch(/^heaptide-[\w.-]{1,90}\.json$/);
      expect(named(service)).not.toContain('..');
    }),
    { numRuns: 500 },
  );
});

const REPORT = sampleReport(14);
const TIME = { service: 'proxy', time: START };

test('the line says where the export is, and the file has what the command prints', async () => {
  const out = join(folder, 'deep', 'er');
  const json = await saveExport({ ...TIME, folder: out, subject: { kind: 'json', report: REPORT } });
  const markdown = await saveExport({ ...TIME, folder: out, subject: { kind: 'markdown', report: REPORT } });
  const path = join(out, 'heaptide-proxy-20260311T134831Z-growth');
  expect(json).toMatch(/^exported \d+(\.\d+)? KiB to /);
  expect(json.endsWith(`${path}.json`)).toBe(true);
  expect(markdown.endsWith(`${path}.md`)).toBe(true);
  expect(readFileSync(`${path}.json`, 'utf8')).toBe(renderGrowthJson(REPORT));
  expect(readFileSync(`${path}.md`, 'utf8')).toBe(renderGrowthMarkdown(REPORT));
  expect(statSync(`${path}.json`).mode & 0o777).toBe(0o600);
});

test('a profile is written as it came', async () => {
  const bytes = Uint8Array.from([0x1f, 0x8b, 8, 0, 255]);
  await saveExport({ ...TIME, folder, subject: { kind: 'pprof', bytes } });
  const [name] = readdirSync(folder);
  expect(name).toBe('heaptide-proxy-20260311T134831Z-heap.pb.gz');
  expect(new Uint8Array(readFileSync(join(folder, name!)))).toEqual(bytes);
});

test('no file is written over, not even at the same moment', async () => {
  const contents = ['a', 'b', 'c', 'd', 'e'];
  const written = await Promise.all(contents.map((content) => writeExport(folder, 'x.pb.gz', content)));
  expect(new Set(written.map(({ path }) => path)).size).toBe(5);
  expect(readdirSync(folder).toSorted()).toEqual(
    ['x.pb.gz', 'x-2.pb.gz', 'x-3.pb.gz', 'x-4.pb.gz', 'x-5.pb.gz'].toSorted(),
  );
  expect(written.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(contents);
});

test('nor is anything written through a link', async () => {
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'x.json'));
  const { path } = await writeExport(folder, 'x.json', 'a');
  expect(path).toBe(join(folder, 'x-2.json'));
  expect(readdirSync(folder)).not.toContain('elsewhere');
});

test('a folder that takes nothing is a line, and leaves nothing', async () => {
  const { path } = await writeExport(folder, 'file', '');
  const line = await saveExport({ ...TIME, folder: path, subject: { kind: 'json', report: REPORT } });
  expect(line).toMatch(/^not exported: cannot write .*: (ENOTDIR|EEXIST)/);
  expect(readdirSync(folder)).toEqual(['file']);
});

test('a hundred of one name are enough', async () => {
  writeFileSync(join(folder, 'x'), '');
  for (let number = 2; number < 100; number++) writeFileSync(join(folder, `x-${number}`), '');
  expect(await writeExport(folder, 'x', '')).toMatchObject({ path: join(folder, 'x-100') });
  await expect(writeExport(folder, 'x', '')).rejects.toMatchObject({ code: 'HT_E_UNWRITABLE' });
});
