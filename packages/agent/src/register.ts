/**
 * For `node --import heaptide/register app.js`: starts the agent when HEAPTIDE_ADDR or HEAPTIDE_RING is set, and otherwise
 * loads nothing and does nothing.
 */
export {};

if (process.env.HEAPTIDE_ADDR || process.env.HEAPTIDE_RING) {
  const { registerAgent } = await import('./start/register-agent.js');
  registerAgent(process.env);
}
