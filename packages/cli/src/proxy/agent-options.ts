import { type AgentOptions, optionsFromEnvironment } from '@heaptide/agent';

/** What the agent of a proxy is started with: to serve heap profiles, to keep captures, or both. Undefined for none. */
export function agentOptions(
  debugAddress: string | undefined,
  env: NodeJS.ProcessEnv,
): AgentOptions | undefined {
  const fromEnvironment = optionsFromEnvironment({ ...env, HEAPTIDE_ADDR: debugAddress });
  const wanted = { service: 'heaptide-proxy', ...fromEnvironment };
  return debugAddress === undefined && wanted.ring === undefined ? undefined : wanted;
}
