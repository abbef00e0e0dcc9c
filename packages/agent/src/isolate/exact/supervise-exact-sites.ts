import type { ExactSites } from './exact-sites.js';

const LOOK_EVERY_MS = 1000;

/**
 * Ends exact sites in time, from a timer that keeps no process alive: also when the thread that has served the wish is
 * gone. Returns how to end it.
 */
export function superviseExactSites(exactSites: ExactSites): () => void {
  const timer = setInterval(() => {
    try {
      exactSites.endIfOver();
    } catch {
      // The flags are as they were; code that was optimized without inlining stays until V8 optimizes it anew.
    }
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
