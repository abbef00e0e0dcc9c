import type { GrowthReport } from '@heaptide/growth';
import { HeapEndpoint } from '@heaptide/targets';
import { canShowScreen, LocalEngine, runScreen, runWatchLines } from '@heaptide/tui';
import { launchProgram } from '../support/child-program.js';
import { cliPath, type ProxyKind, startSessionStory } from '../support/session-story.js';

const CAPTURE_EVERY_MS = 1200;
/** Bounds a phase: a verdict is confirmed by the 14th capture, or does not come. */
const MOST_CAPTURES = 20;
const WARM_UP_SESSIONS = 2000;
/** More than a phase can use up; the load ends with the phase. */
const MOST_SESSIONS = 60_000;

/**
 * Puts one proxy under load and watches it until its verdict stands: on a screen where there is one, else in lines.
 * `undefined` when the watch was ended before.
 */
export async function runPhase(kind: ProxyKind, signal: AbortSignal): Promise<GrowthReport | undefined> {
  const story = await startSessionStory(kind);
  const churn = (sessions: number) =>
    launchProgram({
      args: [cliPath, 'churn', story.mcpUrl, '--sessions', String(sessions), '--workers', '50'],
    });
  try {
    // Compiled code and filled caches are no part of the story.
    await churn(WARM_UP_SESSIONS).exited;
    const load = churn(MOST_SESSIONS);
    try {
      const { report } = await watch(kind, new HeapEndpoint(new URL(story.heapUrl)), signal);
      return report !== undefined && isDecided(report) ? report : undefined;
    } finally {
      await load.stop();
    }
  } finally {
    await story.stop();
  }
}

async function watch(kind: ProxyKind, source: HeapEndpoint, signal: AbortSignal) {
  const everyMs = CAPTURE_EVERY_MS;
  const title = kind === 'leaky' ? 'the proxy that forgets no session' : 'the same proxy, fixed';
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !canShowScreen(stdout)) {
    const write = (text: string) => stdout.write(text);
    return runWatchLines({ source, everyMs, signal, title, stopWhen: isDecided, write });
  }
  const engine = new LocalEngine({ target: source, everyMs, exportTo: process.cwd() });
  const decided = new AbortController();
  engine.subscribe(() => {
    const { report } = engine.getSnapshot();
    if (report !== undefined && isDecided(report)) decided.abort();
  });
  try {
    await runScreen({ engine, title, stdin, stdout, signal: AbortSignal.any([signal, decided.signal]) });
  } finally {
    await engine.close();
  }
  return engine.getSnapshot();
}

function isDecided({ verdict, sites, captures }: GrowthReport): boolean {
  return verdict === 'clean' || sites.some(({ confirmed }) => confirmed) || captures.length >= MOST_CAPTURES;
}
