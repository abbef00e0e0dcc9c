import type { GrowthReport } from '@heaptide/growth';
import { runCli } from './run-cli.js';
import { type ProxyKind, startSessionStory } from './session-story.js';

export interface JudgeOptions {
  /** Where the captures are saved. */
  readonly directory: string;
  /** Full lifecycles, the warm-up not counted. */
  readonly sessions: number;
  /** A confirmed verdict takes 14; the default leaves room for a look that is merely weak. */
  readonly captures?: number;
}

export interface JudgedRound {
  readonly report: GrowthReport;
  /** Exit status of `heaptide growth`. */
  readonly exit: number;
  readonly churned: number;
  readonly seconds: number;
}

const CAPTURES = 16;
const WARM_UP = 1500;

/**
 * Drives sessions through a proxy in as many equal parts as there are captures, saves a capture after each, and has
 * `heaptide growth` judge the files. All are real processes; the captures stand at known amounts of work.
 */
export async function judgeSessions(
  kind: ProxyKind,
  { directory, sessions, captures = CAPTURES }: JudgeOptions,
): Promise<JudgedRound> {
  const startedAt = performance.now();
  const story = await startSessionStory(kind);
  try {
    const part = Math.ceil(sessions / (captures - 1));
    await churn(story.mcpUrl, WARM_UP);
    let churned = 0;
    for (let capture = 0; capture < captures; capture++) {
      if (capture > 0) churned += await churn(story.mcpUrl, part);
      const saved = await runCli(['capture', story.heapUrl, '--output', directory]);
      if (saved.exit !== 0) throw new Error(`capture failed: ${saved.stderr}`);
    }
    const judged = await runCli(['growth', directory, '--json']);
    return {
      report: JSON.parse(judged.stdout) as GrowthReport,
      exit: judged.exit,
      churned,
      seconds: (performance.now() - startedAt) / 1000,
    };
  } finally {
    await story.stop();
  }
}

async function churn(url: string, sessions: number): Promise<number> {
  const run = await runCli(['churn', url, '--sessions', String(sessions), '--workers', '50', '--json']);
  if (run.exit !== 0) throw new Error(`churn failed: ${run.stdout}${run.stderr}`);
  return (JSON.parse(run.stdout) as { lifecycles: number }).lifecycles;
}
