import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeNumberedFile } from '../../../src/pprof/output/numbered-file.js';
import { writeOutputFile } from '../../../src/pprof/output/write-output.js';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'heaptide-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

describe('a numbered file', () => {
  const write = (content: string) =>
    writeNumberedFile({ directory, prefix: 'profile', suffix: '.pb.gz', content });

  it('takes the first number that is free', async () => {
    writeFileSync(join(directory, 'profile002.pb.gz'), 'other');
    expect([await write('a'), await write('b')]).toEqual([
      join(directory, 'profile001.pb.gz'),
      join(directory, 'profile003.pb.gz'),
    ]);
    expect(readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'))).toEqual([
      'a',
      'other',
      'b',
    ]);
  });

  it('is never shared by two that are written at once', async () => {
    const paths = await Promise.all(['a', 'b', 'c', 'd'].map(write));
    expect(new Set(paths).size).toBe(4);
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['a', 'b', 'c', 'd']);
    expect(readdirSync(directory)).toHaveLength(4);
  });

  it('says where it cannot be', async () => {
    const missing = join(directory, 'missing');
    const options = { directory: missing, prefix: 'p', suffix: '.x', content: '' };
    await expect(writeNumberedFile(options)).rejects.toThrow(
      `open ${join(missing, 'p001.x')}: no such file or directory`,
    );
  });
});

describe('an output file', () => {
  it('is replaced whole, with its mode, and through a link', async () => {
    const path = join(directory, 'report');
    writeFileSync(path, 'a long report from before');
    chmodSync(path, 0o640);
    symlinkSync(path, join(directory, 'link'));
    await writeOutputFile('link', 'new', directory);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(directory).sort()).toEqual(['link', 'report']);
  });

  // A pipe stands for all that is no file: a real device would be lost to a mistake in what is tested.
  it('may be a pipe, which is written to and stays', async () => {
    const pipe = join(directory, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [, read] = await Promise.all([
      writeOutputFile('pipe', 'through', directory),
      readFile(pipe, 'utf8'),
    ]);
    expect(read).toBe('through');
    expect(statSync(pipe).isFIFO()).toBe(true);
    expect(readdirSync(directory)).toEqual(['pipe']);
  });

  it('says why it cannot be written', async () => {
    mkdirSync(join(directory, 'd'));
    await expect(writeOutputFile('d', '', directory)).rejects.toThrow('open d: is a directory');
    await expect(writeOutputFile('no/such', '', directory)).rejects.toThrow(
      'open no/such: no such file or directory',
    );
    expect(readdirSync(directory)).toEqual(['d']);
  });
});
