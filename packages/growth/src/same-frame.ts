import type { Frame } from './growth-report.js';

/** Whether two frames stand for the same function. */
export function isSameFrame(a: Frame, b: Frame): boolean {
  return a.function === b.function && a.file === b.file && a.line === b.line && a.column === b.column;
}
