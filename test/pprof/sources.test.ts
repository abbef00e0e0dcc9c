import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findGoPprof, runGoPprof } from './find-go-pprof.js';
import { runInProcess } from './run-in-process.js';

const profiles = fileURLToPath(new URL('../../fixtures/pprof/profiles', import.meta.url));
const run = (...args: string[]) => runInProcess(args, { cwd: profiles });
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'heaptide-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(directory, name), content);
  return join(directory, name);
}

it('more sources than are read at once make the same sum as in go tool pprof', async ({ skip }) => {
  const pprof = await findGoPprof();
  if (pprof === undefined) return skip('there is no go tool pprof of Go 1.24 or later on this machine');
  const sources = Array.from({ length: 150 }, (_, i) => `node-dd-leak-${i % 3}.pb.gz`);
  const args = ['-raw', '-symbolize=none', ...sources];
  const { stdout, exit } = await run(...args);
  expect(exit).toBe(0);
  expect(stdout).toBe(runGoPprof(pprof, args, { cwd: profiles }).stdout);
});

it('a pipe is a source', async () => {
  const pipe = join(directory, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const writer = spawn('/bin/sh', ['-c', 'cat go-heap-1.pb.gz >"$0"', pipe], { cwd: profiles });
  const { stdout } = await run('-top', pipe);
  expect(stdout).toBe((await run('-top', 'go-heap-1.pb.gz')).stdout);
  expect(writer.exitCode ?? 0).toBe(0);
});

it('a profile need not be gzipped', async () => {
  const raw = file('raw.pb', gunzipSync(readFileSync(join(profiles, 'go-heap-1.pb.gz'))));
  expect((await run('-top', raw)).stdout).toBe((await run('-top', 'go-heap-1.pb.gz')).stdout);
});

it('what is no profile is told precisely, the rest is shown', async () => {
  const whole = readFileSync(join(profiles, 'go-heap-1.pb.gz'));
  const wrong = [
    file('empty', ''),
    file('page.html', '<!doctype html><title>404</title>'),
    file('cut', whole.subarray(0, 500)),
    file('twice', gzipSync(whole)),
    file('two', Buffer.concat([whole, whole])),
    directory,
    join(directory, 'missing\u001b[2J'),
  ];
  const { exit, stdout, stderr } = await run('-top', ...wrong, 'go-heap-1.pb.gz');
  expect(exit).toBe(0);
  expect(stdout).toBe((await run('-top', 'go-heap-1.pb.gz')).stdout);
  const lines = stderr.replaceAll(directory, 'D').trimEnd().split('\n');
  expect(lines).toEqual([
    'D/empty: parsing profile: empty input file',
    expect.stringMatching(/^D\/page\.html: .*HTML/),
    expect.stringMatching(/^D\/cut: decompressing profile: unexpected EOF/),
    expect.stringMatching(/^D\/twice: .*gzipped twice/),
    expect.stringMatching(/^D\/two: parsing profile: concatenated profiles detected/),
    'D: read D: is a directory',
    'D/missing␛[2J: stat D/missing␛[2J: no such file or directory',
    'Fetched 1 source profiles out of 8',
  ]);
});

it('several bases add up', async () => {
  const once = await run('-top', '-base=node-dd-leak-0.pb.gz', 'node-dd-leak-2.pb.gz');
  const twice = await run(
    '-top',
    '-base=node-dd-leak-0.pb.gz',
    '-base=node-dd-leak-1.pb.gz',
    'node-dd-leak-2.pb.gz',
  );
  expect(twice.exit).toBe(0);
  expect(twice.stdout).not.toBe(once.stdout);
  const merged = join(directory, 'merged.pb.gz');
  await run('-proto', '-symbolize=none', `-output=${merged}`, 'node-dd-leak-0.pb.gz', 'node-dd-leak-1.pb.gz');
  expect(twice.stdout).toBe((await run('-top', `-base=${merged}`, 'node-dd-leak-2.pb.gz')).stdout);
});

it('a comment, a build id and a program are added', async () => {
  const args = ['-add_comment=measured at noon', '-buildid=beef', process.execPath, 'node-dd-leak-2.pb.gz'];
  expect((await run('-comments', ...args)).stdout).toBe('measured at noon\n');
  expect((await run('-top', ...args)).stdout.split('\n').slice(0, 3)).toEqual([
    'File: node',
    'Build ID: beef',
    'measured at noon',
  ]);
});
