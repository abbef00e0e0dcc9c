import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('the lock file is complete, so that npm ci works on every platform', async () => {
  await expect(promisify(execFile)('npm', ['ci', '--dry-run'], { cwd: root })).resolves.toBeDefined();
});

it('the lock file names no registry', () => {
  expect(readFileSync(`${root}/package-lock.json`, 'utf8')).not.toMatch(/"resolved": "https?:/);
});
