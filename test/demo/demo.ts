/**
 * The story of the project, told by real processes in about a minute: an MCP proxy that forgets no session is found out
 * by its heap profiles, and the same proxy with the fix is found clean. Exit status 0 means that both came true.
 */
import type { GrowthReport } from '@heaptide/growth';
import { beforeAfterTable, findingsOf } from './before-after.js';
import { runPhase } from './phase.js';

const INTERRUPTED = 130;

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

process.exitCode = await tellStory(interrupted.signal);

async function tellStory(signal: AbortSignal): Promise<number> {
  console.log('1 of 2: an MCP proxy that forgets no session, under load; its heap is captured every 1.2 s\n');
  const before = await runPhase('leaky', signal);
  if (before === undefined) return INTERRUPTED;
  console.log('\n2 of 2: the same proxy, which forgets a session when its client ends it\n');
  const after = await runPhase('fixed', signal);
  if (after === undefined) return INTERRUPTED;
  console.log(`\n${beforeAfterTable(before, after)}`);
  return tellOutcome(before, after);
}

function tellOutcome(before: GrowthReport, after: GrowthReport): number {
  const named = findingsOf(before).some(
    (site) => site.function === 'newSession' && site.file.endsWith('session-table.js') && site.confirmed,
  );
  const healthy = after.verdict === 'clean' && findingsOf(after).length === 0;
  if (!named) console.error('\nthe leak was not named');
  if (!healthy) console.error(`\nthe fixed proxy was not found clean: ${after.reason}`);
  return named && healthy ? 0 : 1;
}
