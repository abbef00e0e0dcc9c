import { expect, it } from 'vitest';
import { startWorkbench } from '../agent/workbench.js';

const HANG = fileUrl('./programs/hanging-worker.mjs');

function fileUrl(path: string): string {
  return new URL(path, import.meta.url).href;
}

it("an agent's thread that hangs is started again, on the same port, and the program goes on", async () => {
  const bench = await startWorkbench({ nodeArgs: ['--import', HANG] });
  try {
    await expect.poll(() => bench.program.stderr(), { timeout: 60_000 }).toContain('is started again');
    await bench.tell('/garbage?n=1');
    await expect
      .poll(
        () =>
          bench.get('/debug/heap').then(
            ({ status }) => status,
            () => 0,
          ),
        { timeout: 10_000 },
      )
      .toBe(200);
  } finally {
    await bench.program.stop();
  }
}, 90_000);
