import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OutputLog } from '../../src/run/output-log.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-log-'));
});
afterAll(() => rm(directory, { recursive: true }));

const silent = (line: string): never => {
  throw new Error(line);
};

it('has what was printed, at once', async () => {
  const path = join(directory, 'a.log');
  const log = new OutputLog(path, silent);
  log.write('one\n');
  log.write('grün\n');
  expect(await readFile(path, 'utf8')).toBe('one\ngrün\n');
  log.close();
  log.write('after');
  log.close();
  expect(await readFile(path, 'utf8')).toBe('one\ngrün\n');
});

it('that cannot be opened is told before anything else', () => {
  expect(() => new OutputLog(join(directory, 'no/b.log'), silent)).toThrow(
    expect.objectContaining({ code: 'HT_E_UNWRITABLE' }),
  );
});

it.runIf(existsSync('/dev/full'))('on a full disk says so once, and goes on without', () => {
  const lines: string[] = [];
  const log = new OutputLog('/dev/full', (line) => lines.push(line));
  log.write('one');
  log.write('two');
  expect(lines).toEqual([expect.stringMatching(/^\/dev\/full cannot be written any more: ENOSPC/)]);
});
