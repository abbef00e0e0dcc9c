import type { Frame, SiteReport } from '@heaptide/growth';
import { isOwnFile } from './package-of-file.js';

const MOST_CALLERS = 8;
/** Callers shown where none of them is the program's own. */
const FOREIGN_CALLERS = 2;
const OWN_FRAMES = 2;

/** The callers of a site, the nearest first, up to the first that is the program's own. */
export function nearestCallers({ path }: Pick<SiteReport, 'path'>): readonly Frame[] {
  const callers = path.slice(0, -1).reverse();
  const own = callers.findIndex(({ file }) => isOwnFile(file));
  return callers.slice(0, own < 0 ? FOREIGN_CALLERS : Math.min(own + 1, MOST_CALLERS));
}

/** The functions of the program itself that a site was reached by, the nearest first, the site among them: two at most. */
export function nearestOwnFrames({ path }: Pick<SiteReport, 'path'>): readonly Frame[] {
  return path
    .filter(({ file }) => isOwnFile(file))
    .slice(-OWN_FRAMES)
    .reverse();
}
