// A hundred thousand sessions come due within a moment. Prints how long the event loop stood still, and how late the
// last of them ended.
import { SessionTable } from '../../../packages/proxy/dist/sessions/session-table.js';
import { systemClock } from '../../../packages/proxy/dist/clock.js';

const SESSIONS = 100_000;
const TIMEOUT_MS = 2_000;
const origin = { address: '127.0.0.1:3001', target: '/mcp', initialize: undefined };

const steps = [];
const clock = {
  now: systemClock.now,
  schedule: (delayMs, task) =>
    systemClock.schedule(delayMs, () => {
      const started = process.cpuUsage();
      task();
      const { user, system } = process.cpuUsage(started);
      steps.push((user + system) / 1_000);
    }),
};
let lastEnd = 0;
const table = new SessionTable({
  handshakeTimeoutMs: TIMEOUT_MS,
  events: { onSessionEnded: () => (lastEnd = clock.now()) },
  clock,
});
let lastBegin = 0;
for (let index = 0; index < SESSIONS; index += 1) {
  table.create(`session-${index}`, origin);
  lastBegin = clock.now();
}
while (table.size > 0) await new Promise((resolve) => setTimeout(resolve, 50));
steps.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    steps: steps.length,
    medianStepMs: steps[steps.length >> 1],
    slowStepMs: steps[Math.floor(steps.length * 0.99)],
    longestStepMs: steps.at(-1),
    lateMs: lastEnd - lastBegin - TIMEOUT_MS,
  }),
);
table.close();
