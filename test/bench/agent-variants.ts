const KIB = 1024;

/** How a program is started, with the agent or without. */
export interface AgentVariant {
  readonly nodeArgs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export type VariantName = 'bare' | 'idle' | '512k' | 'auto' | 'external';

/** The agent with that sampling interval and nothing else. */
export function samplingVariant(interval: number | 'auto'): AgentVariant {
  return {
    nodeArgs: REGISTER,
    env: { HEAPTIDE_ADDR: '127.0.0.1:0', HEAPTIDE_INTERVAL: String(interval), HEAPTIDE_EXTERNAL: '0' },
  };
}

const REGISTER = ['--import', import.meta.resolve('../../packages/agent/dist/register.js')];
const AT_512K = samplingVariant(512 * KIB);

/**
 * `idle` is the preload without an address, which is to do nothing; `auto` lets the agent choose its interval by how fast
 * the program allocates; `external` is `512k` that also samples Buffers.
 */
export const AGENT_VARIANTS: Readonly<Record<VariantName, AgentVariant>> = {
  bare: { nodeArgs: [], env: {} },
  idle: { nodeArgs: REGISTER, env: {} },
  '512k': AT_512K,
  auto: samplingVariant('auto'),
  external: { ...AT_512K, env: { ...AT_512K.env, HEAPTIDE_EXTERNAL: '1' } },
};
