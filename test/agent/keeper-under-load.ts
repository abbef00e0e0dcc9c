import type { TestContext } from 'vitest';
import { putLoadOn, startKeeper } from './question.js';
import type { Workbench, WorkbenchOptions } from './workbench.js';

/** Starts the program for one test, with which it ends. */
export async function startKeeperFor(
  { onTestFinished }: TestContext,
  options?: WorkbenchOptions,
): Promise<Workbench> {
  const bench = await startKeeper(options);
  onTestFinished(() => bench.program.stop());
  return bench;
}

/** Under load while `use` runs. */
export async function underLoad<T>(
  { program }: Workbench,
  action: string,
  use: () => Promise<T>,
): Promise<T> {
  const load = putLoadOn(program.url, action);
  try {
    return await use();
  } finally {
    await load.end();
  }
}
