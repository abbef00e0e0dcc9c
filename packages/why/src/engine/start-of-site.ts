import { HeaptideError } from '@heaptide/profile/error';
import type { WhySite } from '../why-answer.js';
import type { Position, Scripts } from './scripts.js';

/**
 * Where a site is in the process.
 * @throws {HeaptideError} `HT_E_WHY` where the process has not loaded its file.
 */
export function startOfSite(scripts: Scripts, { file, line, column }: WhySite): Position {
  const [scriptId] = scripts.idsOf(file);
  if (scriptId === undefined) throw new HeaptideError('HT_E_WHY', `the process has loaded no script ${file}`);
  return { scriptId, lineNumber: Math.max(0, line - 1), columnNumber: Math.max(0, column - 1) };
}
