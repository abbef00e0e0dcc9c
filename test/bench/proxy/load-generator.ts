import { fileURLToPath } from 'node:url';
import { type Program, startProgram } from '../../support/child-program.js';
import type { LoadFigures, LoadPlan } from './mcp-load.js';
import { withoutSettings } from './without-settings.js';

const PROGRAM = fileURLToPath(import.meta.resolve('./load-generator-program.js'));
/** For beginning and ending the sessions. */
const AROUND_MS = 30_000;

/** Loads MCP endpoints from a process of its own, one at a time. */
export class LoadGenerator {
  readonly #program: Program;

  private constructor(program: Program) {
    this.#program = program;
  }

  static async start(): Promise<LoadGenerator> {
    return new LoadGenerator(await startProgram({ args: [PROGRAM], env: withoutSettings() }));
  }

  /** @throws {Error} when a request fails or a bound is reached. */
  async run(plan: LoadPlan): Promise<LoadFigures> {
    const answer = await fetch(this.#program.url, {
      method: 'POST',
      body: JSON.stringify(plan),
      signal: AbortSignal.timeout(2 * plan.timeoutMs + AROUND_MS),
    });
    if (!answer.ok) throw new Error(`load of ${plan.url}: ${await answer.text()}`);
    return (await answer.json()) as LoadFigures;
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }
}
