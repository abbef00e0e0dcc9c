/// <reference types="vitest" />
import type { GrowthOptions } from './growth-options.js';

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars -- as Vitest declares it
  interface Matchers<T = any> {
    /** Whether calling the function again and again keeps more and more memory; `await expect(work).not.toGrow()`. */
    toGrow(options?: GrowthOptions): Promise<void>;
  }
}
