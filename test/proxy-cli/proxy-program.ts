import { afterEach } from 'vitest';
import { type LaunchedProgram, type Program, startProgram } from '../support/child-program.js';
import { cliPath } from '../support/session-story.js';
import { until } from '../support/until.js';
import { type FakeUpstream, startFakeUpstream } from '../proxy/proxy-under-test.js';

const LIMIT_MS = 10_000;

export interface ProxyRun {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly nodeArgs?: readonly string[];
  readonly execPath?: string;
}

const cleanUps: (() => unknown)[] = [];

/** Has something done when the test has ended, the last thing first. */
export function afterTest(cleanUp: () => unknown): void {
  cleanUps.push(cleanUp);
}

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** An upstream for one test, whose answers it writes itself. */
export async function anUpstream(): Promise<FakeUpstream> {
  const upstream = await startFakeUpstream();
  afterTest(() => upstream.close());
  return upstream;
}

/** `heaptide proxy` on a free port, once it listens. It ends with the test. */
export async function startProxyProgram(args: readonly string[], run: ProxyRun = {}): Promise<Program> {
  const program = await startProgram({ args: [cliPath, 'proxy', '--port', '0', ...args], ...run });
  afterTest(() => program.stop());
  return program;
}

export type LogLine = Readonly<Record<string, string | number>> & { readonly message: string };

/** The lines of a JSON log, all of which must be JSON. */
export function logOf(program: LaunchedProgram): LogLine[] {
  const lines = program.stderr().split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as LogLine);
}

/** The first line with that message, when it is there. */
export async function logged(program: LaunchedProgram, message: string): Promise<LogLine> {
  const find = () => logOf(program).find((line) => line.message === message);
  await until(() => find() !== undefined, LIMIT_MS);
  return find()!;
}
