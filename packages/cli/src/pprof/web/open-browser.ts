import { spawn } from 'node:child_process';
import { browsers } from '../output/viewer.js';
import type { PprofContext } from '../pprof-context.js';

/** Opens an address in the first browser that starts. Resolves to whether one did; it is not waited for. */
export async function openBrowser(address: string, env: PprofContext['env']): Promise<boolean> {
  for (const browser of browsers(env)) {
    const [command = '', ...args] = browser.split(' ').filter((word) => word !== '');
    if (await starts(command, [...args, address], env)) return true;
  }
  return false;
}

function starts(command: string, args: readonly string[], env: PprofContext['env']): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { env, stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      // It outlives the server.
      child.unref();
      resolve(true);
    });
  });
}
