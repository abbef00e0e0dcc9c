import { runInThisContext } from 'node:vm';

/** Where {@link appCode} claims to be. */
export const APP_FILE = '/app/leak.js';

/** Runs a script of an application in this realm and returns its value; its stacks show {@link APP_FILE}. */
export function appCode(source: string): unknown {
  return runInThisContext(source, { filename: APP_FILE });
}
