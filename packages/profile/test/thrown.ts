import { HeaptideError } from '../src/index.js';

/** The coded error that `run` throws; anything else is passed on. */
export function thrownBy(run: () => unknown): HeaptideError {
  try {
    run();
  } catch (error) {
    if (error instanceof HeaptideError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The coded error that `promise` is rejected with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<HeaptideError> {
  const settled = await promise.then(
    () => () => undefined,
    (error: unknown) => () => {
      throw error;
    },
  );
  return thrownBy(settled);
}
