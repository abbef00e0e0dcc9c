import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseStart, pidNamespace, startOf } from '../../src/kubectl/process-identity.js';
import { ownerOf, parseChild, RunDirectory, runPlaces } from '../../src/kubectl/run-directory.js';
import { sweepRunDirectories } from '../../src/kubectl/sweep-run-directories.js';

let place: string;
let env: NodeJS.ProcessEnv;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'k-'));
  env = { XDG_RUNTIME_DIR: place };
});
afterEach(() => rmSync(place, { recursive: true }));

describe('startOf', () => {
  it('tells processes apart that run', () => {
    expect(startOf(process.pid)).toMatch(/^\d+$/);
    expect(startOf(2 ** 22 + 1)).toBeUndefined();
  });

  it('is field 22 behind a name that may hold anything, and nothing for what has ended', () => {
    const fields = Array.from({ length: 49 }, (_, i) => i + 4).join(' ');
    expect(parseStart(`1 (a) S 9 (b)) S ${fields}\n`)).toBe('22');
    expect(parseStart(`1 (sh) Z ${fields}\n`)).toBeUndefined();
  });
});

describe('RunDirectory', () => {
  it('is for its owner alone, and says who that is', () => {
    const directory = RunDirectory.create(env);
    expect(dirname(directory.path)).toBe(place);
    expect(statSync(directory.path).mode & 0o777).toBe(0o700);
    expect(ownerOf(basename(directory.path))).toEqual({ pid: process.pid, start: startOf(process.pid) });
    directory.noteChild(process.pid);
    const noted = parseChild(readFileSync(join(directory.path, 'child'), 'utf8'));
    expect(noted).toEqual({ pid: process.pid, start: startOf(process.pid) });
    directory.remove();
    expect(readdirSync(place)).toEqual([]);
  });

  it('is where others cannot come, and where the address of a socket has room', () => {
    expect(runPlaces({ XDG_RUNTIME_DIR: '/' })).toEqual([tmpdir()]);
    expect(runPlaces({ XDG_RUNTIME_DIR: join(place, 'missing') })).toEqual([tmpdir()]);
    const deep = join(place, 'x'.repeat(90));
    mkdirSync(deep, { mode: 0o700 });
    const directory = RunDirectory.create({ XDG_RUNTIME_DIR: deep });
    expect(dirname(directory.path)).not.toBe(deep);
    expect(Buffer.byteLength(directory.socketPath)).toBeLessThanOrEqual(103);
    directory.remove();
  });

  it.each(['', '0 1\n', '12 34', '12  34\n', '1 2\n3 4\n', '-5 6\n'])('notes no child in %j', (text) => {
    expect(parseChild(text)).toBeUndefined();
  });
});

describe('sweepRunDirectories', () => {
  const nameFor = (pid: number, start: string | number, namespace = pidNamespace()) =>
    `heaptide-${namespace}-${pid}-${start}-aAbB09`;
  const make = (name: string) => {
    mkdirSync(join(place, name), { mode: 0o700 });
    return join(place, name);
  };

  it('removes what owners left that do not run any more, and nothing else', async () => {
    const stays = [
      nameFor(process.pid, startOf(process.pid)!),
      nameFor(process.pid, 1, '1'),
      'heaptide-x',
      `${nameFor(process.pid, 1)}-more`,
    ];
    const goes = [nameFor(process.pid, 1), nameFor(2 ** 22 + 1, 5)];
    for (const name of [...stays, ...goes]) make(name);
    const elsewhere = make('elsewhere');
    symlinkSync(elsewhere, join(place, nameFor(process.pid, 2)));
    await sweepRunDirectories(env);
    expect(readdirSync(place).sort()).toEqual([...stays, 'elsewhere', nameFor(process.pid, 2)].sort());
  });

  it('ends the process that still serves one, if it is that', async () => {
    const child = spawn('/bin/sh', ['-c', 'trap "" TERM; echo; while :; do sleep 0.05; done'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    try {
      await new Promise((resolve) => child.stdout.once('data', resolve));
      const directory = RunDirectory.create(env);
      directory.noteChild(child.pid!);
      const note = readFileSync(join(directory.path, 'child'), 'utf8');
      directory.remove();

      const other = make(nameFor(process.pid, 1));
      writeFileSync(join(other, 'child'), note.replace(/ \d+/, ' 1'));
      await sweepRunDirectories(env);
      expect([existsSync(other), startOf(child.pid!) === undefined]).toEqual([false, false]);

      writeFileSync(join(make(nameFor(process.pid, 1)), 'child'), note);
      await sweepRunDirectories(env);
      expect(await ended).toBe('SIGKILL');
    } finally {
      child.kill('SIGKILL');
    }
  });
});
