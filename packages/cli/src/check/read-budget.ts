import { readFile } from 'node:fs/promises';
import { HeaptideError } from '@heaptide/profile';
import { type Budget, NO_BUDGET, parseBudget } from './parse-budget.js';

const DEFAULT_FILE = 'heaptide.json';

/**
 * The budget of `file`; without one, of `heaptide.json` where it is there.
 * @throws {HeaptideError} `HT_E_NO_SUCH_FILE` for a file that was named, `HT_E_UNREADABLE`, `HT_E_BAD_BUDGET`.
 */
export async function readBudget(file: string | undefined): Promise<Budget> {
  const name = file ?? DEFAULT_FILE;
  let text: string;
  try {
    text = await readFile(name, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new HeaptideError('HT_E_UNREADABLE', `cannot read ${name}: ${message}`);
    if (file === undefined) return NO_BUDGET;
    throw new HeaptideError('HT_E_NO_SUCH_FILE', `no such file: ${name}`);
  }
  return parseBudget(text, name);
}
