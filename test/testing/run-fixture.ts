import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What Vitest's JSON reporter tells of one test. */
export interface RunTest {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

export interface RunFixtureOptions {
  readonly pool: 'threads' | 'forks';
  /** How often each test is run. */
  readonly rounds: number;
  readonly timeoutMs: number;
  /** Only tests whose name matches. */
  readonly named?: string;
}

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const fixture = fileURLToPath(new URL('fixture', import.meta.url));

/** Runs the tests of the fixture in a Vitest of their own, as a user would, and resolves with what it says of each. */
export async function runFixture({ pool, rounds, timeoutMs, named }: RunFixtureOptions): Promise<RunTest[]> {
  const args = [
    'run',
    '--root',
    fixture,
    '--pool',
    pool,
    '--reporter',
    'json',
    ...(named ? ['-t', named] : []),
  ];
  // It is not to take itself for a part of the run that starts it.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'));
  const stdout = await new Promise<string>((resolve, reject) => {
    const options = {
      env: { ...Object.fromEntries(inherited), HEAPTIDE_TEST_ROUNDS: String(rounds) },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: 16 * 2 ** 20,
    } as const;
    // Vitest exits with 1 when a test fails; what counts is what it says.
    execFile(process.execPath, [vitest, ...args], options, (error, out, err) => {
      if (out.startsWith('{')) resolve(out);
      else reject(new Error(`vitest printed no report:\n${out}${err}`, { cause: error }));
    });
  });
  const report = JSON.parse(stdout) as { testResults: { assertionResults: RunTest[] }[] };
  return report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'skipped' && status !== 'pending');
}
