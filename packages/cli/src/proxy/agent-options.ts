import { type AgentOptions, optionsFromEnvironment } from '@heaptide/agent';
import type { ProxySettings } from './proxy-settings.js';

/** What the agent of a proxy is started with: to serve heap profiles, to keep captures, or both. Undefined for none. */
export function agentOptions(
  { debugAddress, allowWhy }: Pick<ProxySettings, 'debugAddress' | 'allowWhy'>,
  env: NodeJS.ProcessEnv,
): AgentOptions | undefined {
  const fromEnvironment = optionsFromEnvironment({ ...env, HEAPTIDE_ADDR: debugAddress });
  const wanted = { service: 'heaptide-proxy', ...fromEnvironment, allowWhy };
  return debugAddress === undefined && wanted.ring === undefined ? undefined : wanted;
}
