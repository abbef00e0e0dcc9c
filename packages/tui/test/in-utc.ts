import { afterAll, beforeAll } from 'vitest';

/** Has the tests of a file, or of a `describe`, run in UTC, whatever zone the machine is in. */
export function inUtc(): void {
  const zone = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = 'UTC';
  });
  afterAll(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
}
