/**
 * For `node --import heaptide/register app.js`: starts the agent when HEAPTIDE_ADDR is set, and otherwise loads nothing
 * and does nothing.
 */
export {};

if (process.env.HEAPTIDE_ADDR) {
  const { registerAgent } = await import('./start/register-agent.js');
  await registerAgent(process.env);
}
