import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { collectEvidence } from '../../../../src/postmortem/evidence/collect-evidence.js';
import { writeCapture } from '../captures.js';
import { temporaryDirectory } from '../temporary-directory.js';

const FATAL = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n';

async function linesOf(directory: string) {
  const { files } = await collectEvidence([directory]);
  return files.map(({ path, kind, state }) => [path.slice(directory.length + 1), kind, state]);
}

it('knows each file by what is in it', async () => {
  const directory = temporaryDirectory();
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(directory, name), content);
  await writeCapture(join(directory, 'capture'), 0);
  await writeCapture(join(directory, 'z.pb.gz'), 0);
  const pod = { kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'b' }] } };
  write('a.dat', JSON.stringify((process.report as unknown as { getReport(): unknown }).getReport()));
  write('app.log.gz', gzipSync(FATAL));
  write('app.ndjson', `${JSON.stringify({ log: FATAL })}\n${JSON.stringify({ log: 'x' })}\n`);
  write('core.17', Buffer.concat([Buffer.from('\u007fELF'), Buffer.alloc(5000)]));
  write('cut.pb.gz', gzipSync(Buffer.from('\n\u0004\b\u0001\u0010\u0002'.repeat(4000))).subarray(0, 30));
  write('empty.pb.gz', '');
  write('empty', '');
  write('notes.md', FATAL);
  write('nothing.json', '{"a":1}');
  write('page', '<!doctype html><title>x</title>');
  write(
    'p.heapprofile',
    '{"head":{"callFrame":{"functionName":"(root)","scriptId":"0","url":"","lineNumber":-1,"columnNumber":-1},"selfSize":0,"id":1,"children":[]},"samples":[]}',
  );
  write('pods.json', JSON.stringify({ apiVersion: 'v1', items: [pod, pod], kind: 'List' }));
  write('quiet.log', 'all is well\n');
  write('colours', `\u0000\u0001${FATAL.repeat(20)}`);
  expect(await linesOf(directory)).toEqual([
    ['a.dat', 'node-report', 'ok'],
    ['app.log.gz', 'log', 'ok'],
    ['app.ndjson', 'log', 'ok'],
    ['capture', 'capture', 'ok'],
    ['colours', 'log', 'ok'],
    ['core.17', 'unknown', 'foreign'],
    ['cut.pb.gz', 'capture', 'cut'],
    ['empty', 'unknown', 'empty'],
    ['empty.pb.gz', 'capture', 'empty'],
    ['notes.md', 'unknown', 'foreign'],
    ['nothing.json', 'unknown', 'foreign'],
    ['p.heapprofile', 'profile', 'ok'],
    ['page', 'unknown', 'foreign'],
    ['pods.json', 'pod', 'ok'],
    ['quiet.log', 'log', 'ok'],
    ['z.pb.gz', 'capture', 'ok'],
  ]);
});

it('goes two levels down, follows no link that leads elsewhere, and waits for no pipe', async () => {
  const outside = temporaryDirectory();
  const directory = temporaryDirectory();
  writeFileSync(join(outside, 'secret.log'), FATAL);
  mkdirSync(join(directory, 'a/b/c'), { recursive: true });
  for (const place of ['', 'a', 'a/b', 'a/b/c']) writeFileSync(join(directory, place, 'in.log'), FATAL);
  symlinkSync(join(outside, 'secret.log'), join(directory, 'out.log'));
  symlinkSync(outside, join(directory, 'out'));
  symlinkSync('in.log', join(directory, 'same.log'));
  execFileSync('mkfifo', [join(directory, 'pipe')]);
  const { files, notes } = await collectEvidence([directory, join(directory, 'in.log')]);
  expect(files.map(({ path }) => realpathSync(path))).toEqual(
    ['a/b/in.log', 'a/in.log', 'in.log'].map((path) => realpathSync(join(directory, path))),
  );
  expect(notes.length).toBe(4);
});

it('looks at so many files, the last by name', async () => {
  const directory = temporaryDirectory();
  for (let n = 10; n < 20; n++) writeFileSync(join(directory, `${n}.log`), FATAL);
  const { files, notes } = await collectEvidence([directory], { most: 3 });
  expect(files.map(({ path }) => path.slice(-6))).toEqual(['17.log', '18.log', '19.log']);
  expect(notes.join()).toContain('7 of 10');
});

it('says what is not there', async () => {
  await expect(collectEvidence(['/nowhere/at/all'])).rejects.toMatchObject({ code: 'HT_E_NO_SUCH_FILE' });
});

it('reads both ends of a log that is too long', async () => {
  const directory = temporaryDirectory();
  const filler = `${'x'.repeat(99)}\n`.repeat(120_000);
  writeFileSync(join(directory, 'long.log'), `heaptide: captures are kept in /ring\n${filler}${FATAL}`);
  writeFileSync(join(directory, 'long.log.gz'), gzipSync(`${filler}exited with code 137\n`));
  const { processes, files } = await collectEvidence([directory]);
  const [plain, packed] = processes[0]!.logs;
  expect([plain!.ringDirectory, plain!.fatal.length]).toEqual(['/ring', 1]);
  expect(plain!.unread).toBeGreaterThan(1e6);
  expect(packed!.exits.map(({ code }) => code)).toEqual([137]);
  expect(packed!.unread).toBeGreaterThan(1e6);
  expect(files[0]!.note).toContain('are not read');
});
