import { HeaptideError } from '@heaptide/profile';

/** `result`, but its error begins with what was being read. */
export async function namingErrors<T>(name: string, result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    if (!(error instanceof HeaptideError)) throw error;
    throw new HeaptideError(error.code, `${name}: ${error.message}`, { cause: error });
  }
}
