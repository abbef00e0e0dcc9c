import { HeaptideError } from '@heaptide/profile/error';
import { basename } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { agentSettings } from './agent-options.js';
import { registerReader } from '../isolate/isolate-reader.js';
import { optionsFromEnvironment } from './options-from-environment.js';
import { profileIsolate } from '../isolate/profile-isolate.js';
import { launchAgent } from './start-agent.js';
import { sayOnStderr } from '../isolate/stderr-line.js';

/** Cluster workers and child processes inherit the address; each takes the next port that is free. */
const PORT_TRIES = 32;
/** NODE_OPTIONS reaches what starts a program, too. */
const LAUNCHERS = new Set([
  'npm',
  'npm-cli.js',
  'npx',
  'npx-cli.js',
  'yarn',
  'yarn.js',
  'yarnpkg',
  'pnpm',
  'pnpm.cjs',
  'pnpx',
  'corepack',
  'corepack.js',
]);

/**
 * Starts the agent as the environment says: sampling begins before this returns, the endpoint comes up beside the
 * program, and in a worker thread of the program there is only the sampling. Not in package managers, which would take
 * the port of the program that they start. A failure is a line on stderr, never more.
 */
export function registerAgent(env: NodeJS.ProcessEnv): void {
  if (LAUNCHERS.has(basename(process.argv[1] ?? ''))) return;
  try {
    const options = optionsFromEnvironment(env);
    if (isMainThread) launchAgent(options, { portTries: PORT_TRIES, awaited: false }).ready.catch(warn);
    else sampleThread(options);
  } catch (error) {
    warn(error);
  }
}

/** The main thread's agent finds what is registered here. What is wrong with the options it says, too. */
function sampleThread(options: ReturnType<typeof optionsFromEnvironment>): void {
  const isolate = profileIsolate(agentSettings(options, process.argv[1]));
  if (registerReader(isolate.reader)) isolate.start();
}

function warn(error: unknown): void {
  const reason = error instanceof HeaptideError ? `${error.message} (${error.code})` : String(error);
  sayOnStderr(`no heap profiles: ${reason}`);
}
