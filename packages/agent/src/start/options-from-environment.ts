import { HeaptideError } from '@heaptide/profile/error';
import { readFileSync } from 'node:fs';
import type { AgentOptions } from './agent-options.js';

/**
 * The agent's options from HEAPTIDE_*; empty variables count as unset. A number that is none is passed on as NaN, to be
 * refused. @throws {HeaptideError} `HT_E_BAD_TOKEN` when the file of the token cannot be read.
 */
export function optionsFromEnvironment(env: NodeJS.ProcessEnv): AgentOptions {
  const { HEAPTIDE_ADDR: address, HEAPTIDE_SERVICE: service, HEAPTIDE_INTERVAL: interval } = env;
  const depth = numberFrom(env.HEAPTIDE_DEPTH);
  const token = tokenFrom(env);
  const ring = ringFrom(env);
  return {
    ...(address ? { address } : {}),
    ...(interval ? { interval: interval === 'auto' ? interval : Number(interval) } : {}),
    ...(depth === undefined ? {} : { depth }),
    ...(service ? { service } : {}),
    ...(env.HEAPTIDE_EXTERNAL ? { external: isOn(env.HEAPTIDE_EXTERNAL) } : {}),
    ...(env.HEAPTIDE_SNAPSHOT ? { snapshots: isOn(env.HEAPTIDE_SNAPSHOT) } : {}),
    ...(env.HEAPTIDE_ALLOW_WHY ? { allowWhy: isOn(env.HEAPTIDE_ALLOW_WHY) } : {}),
    ...(env.HEAPTIDE_WHY_TOKEN ? { whyToken: env.HEAPTIDE_WHY_TOKEN } : {}),
    ...(token === undefined ? {} : { token }),
    ...(ring === undefined ? {} : { ring }),
  };
}

function tokenFrom({
  HEAPTIDE_TOKEN: token,
  HEAPTIDE_TOKEN_FILE: file,
}: NodeJS.ProcessEnv): string | undefined {
  if (token) return token;
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new HeaptideError('HT_E_BAD_TOKEN', `the file of the token cannot be read (${code}): ${file}`);
  }
}

function ringFrom(env: NodeJS.ProcessEnv): AgentOptions['ring'] {
  const { HEAPTIDE_RING: directory } = env;
  if (!directory) return undefined;
  const captures = numberFrom(env.HEAPTIDE_RING_CAPTURES);
  const bytes = numberFrom(env.HEAPTIDE_RING_BYTES);
  return {
    directory,
    ...(captures === undefined ? {} : { captures }),
    ...(bytes === undefined ? {} : { bytes }),
  };
}

function numberFrom(text: string | undefined): number | undefined {
  return text ? Number(text) : undefined;
}

function isOn(text: string): boolean {
  return !['0', 'false', 'off', 'no'].includes(text.toLowerCase());
}
