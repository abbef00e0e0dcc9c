import { HeaptideError } from '@heaptide/profile';
import { isMainThread } from 'node:worker_threads';
import type { AgentOptions } from './agent-options.js';
import { startAgent } from './start-agent.js';
import { sayOnStderr } from '../isolate/stderr-line.js';

const MAX_DELAY_MS = 3000;

/**
 * Starts the agent as the environment says, in the main thread only. Resolves when the endpoint listens, or after three
 * seconds at most, so that the program starts late rather than not at all. A failure is a line on stderr, never more.
 */
export async function registerAgent(env: NodeJS.ProcessEnv): Promise<void> {
  if (!isMainThread) return;
  let timer: NodeJS.Timeout | undefined;
  const delayed = new Promise<void>((resolve) => (timer = setTimeout(resolve, MAX_DELAY_MS)));
  await Promise.race([startOrWarn(env), delayed]);
  clearTimeout(timer);
}

/** The agent's options from the environment. An interval that is no number is passed on as NaN, to be refused. */
export function optionsFromEnvironment(env: NodeJS.ProcessEnv): AgentOptions {
  const { HEAPTIDE_ADDR: address = '', HEAPTIDE_INTERVAL: interval, HEAPTIDE_SERVICE: service } = env;
  return {
    address,
    ...(interval ? { interval: Number(interval) } : {}),
    ...(service ? { service } : {}),
  };
}

async function startOrWarn(env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await startAgent(optionsFromEnvironment(env));
  } catch (error) {
    const reason = error instanceof HeaptideError ? `${error.message} (${error.code})` : String(error);
    sayOnStderr(`no heap profiles: ${reason}`);
  }
}
