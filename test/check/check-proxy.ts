import { fileURLToPath } from 'node:url';
import type { CheckResult } from '@heaptide/report/check';
import { startProgram } from '../support/child-program.js';
import { type CliRun, runCli } from '../support/run-cli.js';
import { cliPath, type ProxyKind } from '../support/session-story.js';

export interface CheckProxyOptions {
  /** Sessions of one round of work. */
  readonly sessions: number;
  /** Flags of `heaptide check`, before the program. */
  readonly flags: readonly string[];
  readonly timeoutMs: number;
}

const app = (name: string): string => fileURLToPath(new URL(`../../fixtures/apps/${name}`, import.meta.url));

/** Runs `heaptide check` on a proxy in front of an echo server, with `heaptide churn` as its work. All are real processes. */
export async function checkProxy(
  kind: ProxyKind,
  { sessions, flags, timeoutMs }: CheckProxyOptions,
): Promise<CliRun> {
  const server = await startProgram({ args: [app('mcp-echo-server.mjs')] });
  try {
    const quoted = (text: string): string => JSON.stringify(text);
    const churn = `${quoted(process.execPath)} ${quoted(cliPath)} churn "$HEAPTIDE_PROGRAM_URL" --sessions ${sessions}`;
    return await runCli(
      ['check', '--work', churn, ...flags, '--', process.execPath, app(`${kind}-proxy.mjs`)],
      { env: { UPSTREAM: server.url, GITHUB_ACTIONS: '' }, timeoutMs },
    );
  } finally {
    await server.stop();
  }
}

/** The document that `--json` prints. */
export function resultOf({ stdout, stderr }: CliRun): CheckResult {
  try {
    return JSON.parse(stdout) as CheckResult;
  } catch (error) {
    throw new Error(`no JSON on stdout:\n${stdout}\nstderr:\n${stderr}`, { cause: error });
  }
}
