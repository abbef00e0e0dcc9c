import type { CheckResult } from './check-result.js';

/** The result as one JSON document of schema `heaptide.check/1`, with a final newline. */
export function renderCheckJson(result: CheckResult): string {
  return `${JSON.stringify(result, undefined, 2)}\n`;
}
