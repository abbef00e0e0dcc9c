/**
 * What `load` imports, imported as in production: React chooses its build when it is first loaded, and its development
 * build takes a third more time per frame. The environment is put back, for it is inherited by processes that we start.
 */
export async function importForProduction<T>(load: () => Promise<T>): Promise<T> {
  const { NODE_ENV: before } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    return await load();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
