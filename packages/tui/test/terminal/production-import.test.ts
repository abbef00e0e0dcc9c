import { expect, test } from 'vitest';
import { importForProduction } from '../../src/terminal/production-import.js';

test('what is imported sees production, and the environment is put back', async () => {
  const before = process.env.NODE_ENV;
  const seen = await importForProduction(() => Promise.resolve(process.env.NODE_ENV));
  expect(seen).toBe('production');
  expect(process.env.NODE_ENV).toBe(before);
});

test('it is put back after a failure too, and stays unset where it was', async () => {
  const before = process.env.NODE_ENV;
  delete process.env.NODE_ENV;
  await expect(importForProduction(() => Promise.reject(new Error('no such file')))).rejects.toThrow(
    'no such file',
  );
  expect('NODE_ENV' in process.env).toBe(false);
  process.env.NODE_ENV = before;
});
