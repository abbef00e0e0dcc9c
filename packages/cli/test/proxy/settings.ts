import type { MemoryLimits } from '@heaptide/proxy';
import { CONFIG_FLAGS, type GivenFlags } from '../../src/proxy/proxy-flags.js';
import type { ProxySettings } from '../../src/proxy/proxy-settings.js';
import { readSettings } from '../../src/proxy/read-settings.js';

const MIB = 1024 ** 2;
export const LIMITS: MemoryLimits = { heapLimitBytes: 80 * MIB, cgroupLimitBytes: 128 * MIB };

/** Flags of which only these were given, besides the upstream. */
export function givenFlags(flags: Partial<GivenFlags> = {}): GivenFlags {
  const none = Object.fromEntries(Object.keys(CONFIG_FLAGS).map((flag) => [flag, undefined]));
  return { ...none, upstream: 'http://127.0.0.1:3001/mcp', ...flags } as GivenFlags;
}

export function settingsOf(flags: Partial<GivenFlags>, env: NodeJS.ProcessEnv = {}): ProxySettings {
  const sources = { limits: LIMITS, protectedResource: undefined, env, stderr: { isTTY: false } };
  return readSettings(givenFlags(flags), sources);
}
