import process from 'node:process';
import { expect, it } from 'vitest';
import { expectNothingKept, LIMIT_BYTES, MIB, soakInLifecycles } from '../proxy/lifecycle-soak.js';

/** As many as brought down the proxy of the original report. */
const LIFECYCLES = Number(process.env.HEAPTIDE_SOAK_LIFECYCLES ?? 100_000);

it(`stays flat in ${LIMIT_BYTES / MIB} MiB over ${LIFECYCLES} lifecycles`, async ({ skip }) => {
  const soak = await soakInLifecycles({ settledAfter: 5_000, lifecycles: LIFECYCLES });
  if (typeof soak === 'string') {
    console.log(`skipped: ${soak}`);
    skip(soak);
    return;
  }
  expectNothingKept(soak, LIFECYCLES);
  expect(soak.endBytes - soak.settledBytes).toBeLessThan(3 * MIB);
});
