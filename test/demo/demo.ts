/**
 * The story of the project, told by real processes in about a minute: an MCP proxy that forgets no session is found out
 * by its heap profiles, and the same proxy with the fix is found clean. Exit status 0 means that both came true.
 */
import type { GrowthReport } from '@heaptide/growth';
import { beforeAfterTable, findingsOf } from './before-after.js';
import { runPhase } from './phase.js';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

try {
  console.log('1 of 2: an MCP proxy that forgets no session, under load; its heap is captured every 1.2 s\n');
  const before = await runPhase('leaky', interrupted.signal);
  interrupted.signal.throwIfAborted();
  console.log('\n2 of 2: the same proxy, which forgets a session when its client ends it\n');
  const after = await runPhase('fixed', interrupted.signal);
  interrupted.signal.throwIfAborted();
  console.log(`\n${beforeAfterTable(before, after)}`);
  process.exitCode = tellOutcome(before, after);
} catch (error) {
  if (!interrupted.signal.aborted) throw error;
  process.exitCode = 130;
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
