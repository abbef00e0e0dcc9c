import type { ContainerFacts } from './container-facts.js';
import { expandVariables } from './heap/expand-variables.js';

/** Variables that an agent takes the address of its endpoint from; the proxy's own comes first, since it overrules the other. */
const VARIABLES = ['HEAPTIDE_DEBUG_ADDR', 'HEAPTIDE_ADDR'] as const;

/** A variable of a pod's spec that turns an endpoint on. */
export interface DebugAddress {
  readonly variable: (typeof VARIABLES)[number];
  /** `host:port`, `host`, `:port` or `port`. */
  readonly address: string;
}

/** Where the agent of a container is told to listen, as far as the pod's spec says. */
export function debugAddress({ env }: Pick<ContainerFacts, 'env'>): DebugAddress | undefined {
  for (const variable of VARIABLES) {
    const address = expandVariables(env[variable] ?? '', env).trim();
    if (address !== '') return { variable, address };
  }
  return undefined;
}
