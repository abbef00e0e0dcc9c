import type { GrowthOptions } from './growth-options.js';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- as @types/jest declares it
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- likewise
    interface Matchers<R, T = {}> {
      /** Whether calling the function again and again keeps more and more memory; `await expect(work).not.toGrow()`. */
      toGrow(options?: GrowthOptions): Promise<R>;
    }
  }
}
